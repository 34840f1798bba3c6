<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>BeforePage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>I answer by myself, without help and without aids that were not allowed.</source>
        <translation>我承诺独立作答，不请人代答或协助，不使用未经允许的资料和工具。</translation>
    </message>
    <message>
        <source>This exam is not open to you any more.</source>
        <translation>这场考试已不再对您开放。</translation>
    </message>
    <message>
        <source>Code on your start slip</source>
        <translation>开考凭条上的开考代码</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续考试</translation>
    </message>
    <message>
        <source>Start the exam</source>
        <translation>开始考试</translation>
    </message>
    <message>
        <source>{title}: {n} questions, each worth {points}</source>
        <translation>{title}：{n} 题，每题 {points} 分</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题量</translation>
    </message>
    <message>
        <source>{n} questions, {points} marks in all</source>
        <translation>共 {n} 题，满分 {points} 分</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>试卷构成</translation>
    </message>
    <message>
        <source>Passed with</source>
        <translation>合格线</translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Power cut</source>
        <translation>断电时</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Start by</source>
        <translation>最晚开始时间</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>考场</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>机位</translation>
    </message>
    <message>
        <source>This is a sample paper: its questions can be read by anyone.</source>
        <translation>这是样卷：其中的题目人人可见。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样卷</translation>
    </message>
    <message>
        <source>; {n} minutes, then this part is closed</source>
        <translation>；限时 {n} 分钟，到时该部分不能再作答</translation>
    </message>
    <message>
        <source>{percent} % ({points} marks)</source>
        <translation>{percent}%（{points} 分）</translation>
    </message>
    <message>
        <source>{title} at least {percent} %</source>
        <translation>{title}不低于 {percent}%</translation>
    </message>
    <message>
        <source>Multiple choice earns its marks only when exactly the right options are chosen.</source>
        <translation>多项选择须全部选对才得分，多选、少选、错选均不得分。</translation>
    </message>
    <message>
        <source>Multiple choice: each right option earns its share; with a wrong one the question earns nothing.</source>
        <translation>多项选择少选时，按选对的选项得部分分；有错选不得分。</translation>
    </message>
    <message>
        <source>Multiple choice: right but incomplete earns half; with a wrong one the question earns nothing.</source>
        <translation>多项选择少选得一半分；有错选不得分。</translation>
    </message>
    <message>
        <source>Each option has a value of its own; a question never earns less than 0.</source>
        <translation>按每个选项的分值累计，每题最低 0 分。</translation>
    </message>
    <message>
        <source>Every answer shown as saved is kept.</source>
        <translation>凡显示“已保存”的作答都不会丢失。</translation>
    </message>
    <message>
        <source>The clock stops until the exam goes on.</source>
        <translation>中断期间停止计时。</translation>
    </message>
    <message>
        <source>The clock runs on.</source>
        <translation>中断期间照常计时。</translation>
    </message>
    <message>
        <source>The clock stops, {n} minutes in all at most; then it runs on.</source>
        <translation>中断期间停止计时，累计最多 {n} 分钟，超出后照常计时。</translation>
    </message>
    <message>
        <source>After the first {n} interruption(s) it goes on by itself; after more, an examiner must let it go on.</source>
        <translation>中断 {n} 次以内可自行继续，再中断须由考官放行。</translation>
    </message>
    <message>
        <source>After any interruption an examiner must let the exam go on.</source>
        <translation>中断后须由考官同意才能继续。</translation>
    </message>
    <message>
        <source>A sitting that nobody comes back to does not count.</source>
        <translation>没有人回来继续的答卷不计。</translation>
    </message>
    <message>
        <source>The examiner releases it.</source>
        <translation>由考官公布。</translation>
    </message>
    <message>
        <source>It is shown after submitting; whoever passes gets the certificate at once.</source>
        <translation>交卷后显示；合格者即时获发证书。</translation>
    </message>
    <message>
        <source>It is shown after submitting.</source>
        <translation>交卷后显示。</translation>
    </message>
    <message>
        <source>Where there are essays, an examiner marks them first.</source>
        <translation>有问答题时，须先由考官评分。</translation>
    </message>
    <message>
        <source>Your exam was interrupted. Everything is kept; the examiner must let it go on.</source>
        <translation>您的考试曾中断，作答都已保存。须由考官同意后才能继续。</translation>
    </message>
    <message>
        <source>Preparing your paper …</source>
        <translation>正在准备试卷…</translation>
    </message>
</context>
<context>
    <name>BeforeSubmitting</name>
    <message>
        <source>Submit</source>
        <translation>交卷</translation>
    </message>
    <message>
        <source>After submitting, nothing can be changed.</source>
        <translation>交卷后不能再修改。</translation>
    </message>
    <message>
        <source>Go on with the exam</source>
        <translation>继续作答</translation>
    </message>
    <message>
        <source>Empty: {n} ({which}).</source>
        <translation>还有 {n} 题未答（第 {which} 题）。</translation>
    </message>
    <message>
        <source>Answered in part: {n} ({which}).</source>
        <translation>未答完 {n} 题（{which}）。</translation>
    </message>
    <message>
        <source>All {n} questions are answered.</source>
        <translation>{n} 题已全部作答。</translation>
    </message>
    <message>
        <source>Flagged: {n}.</source>
        <translation>有 {n} 题做了标记。</translation>
    </message>
    <message>
        <source>What stands in question {which} is not an answer and is not saved.</source>
        <translation>第 {which} 题的内容不是有效作答，没有保存。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>BlanksView</name>
    <message>
        <source>Blank {n}</source>
        <translation>第 {n} 空</translation>
    </message>
</context>
<context>
    <name>BranchStep</name>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>The name stands on every certificate, so write it in full.</source>
        <translation>名称会印在每一张证书上，请填写全称。</translation>
    </message>
    <message>
        <source>Name of the branch</source>
        <translation>网点名称</translation>
    </message>
    <message>
        <source>The data will lie, encrypted, in {path}</source>
        <translation>数据将加密保存在 {path}</translation>
    </message>
    <message>
        <source>The branch needs a name: it stands on every certificate.</source>
        <translation>请填写网点名称：它会印在每一张证书上。</translation>
    </message>
</context>
<context>
    <name>BreakCover</name>
    <message>
        <source>The exam&apos;s clock stands still and everything is saved. When the break is used up, the exam goes on by itself.</source>
        <translation>考试已停表，所有答案都已保存。休息时间用完后，考试自动继续。</translation>
    </message>
    <message>
        <source>Go on with the exam</source>
        <translation>继续作答</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Left of the break {time}</source>
        <translation>休息剩余 {time}</translation>
    </message>
</context>
<context>
    <name>ClockPage</name>
    <message>
        <source>Is this machine&apos;s clock right?</source>
        <translation>本机时间对吗？</translation>
    </message>
    <message>
        <source>An examiner&apos;s passphrase</source>
        <translation>考官口令</translation>
    </message>
    <message>
        <source>The clock is right</source>
        <translation>时间无误</translation>
    </message>
    <message>
        <source>It is right now, and was fast then: why</source>
        <translation>现在的时间是对的，上次的快了；原因</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>The clock is still doubtful.</source>
        <translation>时间仍然可疑。</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Signs out by itself in {time}</source>
        <translation>{time} 后自动退出登录</translation>
    </message>
</context>
<context>
    <name>DoorPage</name>
    <message>
        <source>Station {code}</source>
        <translation>考试机 {code}</translation>
    </message>
    <message>
        <source>Data open · last backup {day}</source>
        <translation>数据已打开 · 最近备份 {day}</translation>
    </message>
    <message>
        <source>Data open · no backup yet</source>
        <translation>数据已打开 · 尚未备份</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>请选择您的姓名</translation>
    </message>
    <message>
        <source>Name, staff number or pinyin initials</source>
        <translation>姓名、工号或拼音首字母</translation>
    </message>
    <message>
        <source>Search by name, staff number or pinyin initials</source>
        <translation>按姓名、工号或拼音首字母查找</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>You have no PIN yet: type the code on your start slip. It lets you into that exam alone.</source>
        <translation>您还没有 PIN：请输入开考凭条上的开考代码。凭它只能参加那一场考试。</translation>
    </message>
    <message>
        <source>You have no PIN yet. The examiner lets you set one when admitting you to an exam.</source>
        <translation>您还没有 PIN。考官准许您入场时，会为您设置。</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Code on your start slip</source>
        <translation>开考凭条上的开考代码</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Examiners</source>
        <translation>考官入口</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>您的口令</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{n} more: type a part of the name.</source>
        <translation>另有 {n} 人：请输入姓名的一部分。</translation>
    </message>
    <message>
        <source>Nobody is called that. Try the staff number, or ask the examiner.</source>
        <translation>没有找到。请改用工号，或询问考官。</translation>
    </message>
    <message>
        <source>The roster is empty. An examiner imports it: enter by the door for examiners.</source>
        <translation>花名册为空。请考官从“考官入口”进入后导入。</translation>
    </message>
    <message>
        <source>Choose your name above.</source>
        <translation>请在上面选择您的姓名。</translation>
    </message>
    <message>
        <source>Use the PIN</source>
        <translation>改用 PIN</translation>
    </message>
    <message>
        <source>Use a start slip</source>
        <translation>用开考凭条</translation>
    </message>
    <message>
        <source>Several people: choose with the arrow keys, or type more of the name.</source>
        <translation>有几位符合：请用上下方向键选择，或输入更多。</translation>
    </message>
</context>
<context>
    <name>EssayView</name>
    <message>
        <source>Your answer</source>
        <translation>您的作答</translation>
    </message>
    <message>
        <source>{n} characters: {most} can be kept. Shorten it; what is longer is not saved.</source>
        <translation>已有 {n} 个字符，最多保存 {most} 个。请删减，超长的内容不会保存。</translation>
    </message>
    <message>
        <source>{n} words</source>
        <translation>{n} 字</translation>
    </message>
</context>
<context>
    <name>ExamFoot</name>
    <message>
        <source>Previous question</source>
        <translation>上一题</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>A–H or 1–8 choose · ← → move · M flags · G goes to a number · Ctrl+Enter submits</source>
        <translation>A–H 或 1–8 作答 · ← → 翻题 · M 标记 · G 跳转 · Ctrl+Enter 交卷</translation>
    </message>
</context>
<context>
    <name>ExamHead</name>
    <message>
        <source>Saved ✓</source>
        <translation>已保存 ✓</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在输入…</translation>
    </message>
    <message>
        <source>Not saved: not an answer yet</source>
        <translation>未保存：还不是有效作答</translation>
    </message>
    <message>
        <source>Not saved!</source>
        <translation>未保存！</translation>
    </message>
    <message>
        <source>Take a break ({n} min left)</source>
        <translation>休息（还可休息 {n} 分钟）</translation>
    </message>
</context>
<context>
    <name>ExamPage</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>ExaminerStep</name>
    <message>
        <source>First examiner</source>
        <translation>首位考官</translation>
    </message>
    <message>
        <source>The passphrase opens the encrypted data. Nobody can look it up, and nobody can reset it.</source>
        <translation>口令用来打开加密的数据。任何人都无法查到它，也无法重置它。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The passphrase again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>At least {n} characters; a few words are easier to keep than signs.</source>
        <translation>至少 {n} 个字符；几个词比一串符号更好记。</translation>
    </message>
    <message>
        <source>Staff number and name are needed: they stand in the journal beside what was done.</source>
        <translation>请填写工号和姓名：操作日志中要记下是谁做的。</translation>
    </message>
    <message>
        <source>The two passphrases differ. Type the second one again.</source>
        <translation>两次输入的口令不同。请重新输入第二次。</translation>
    </message>
</context>
<context>
    <name>FeedbackCard</name>
    <message>
        <source>Right answer</source>
        <translation>正确答案</translation>
    </message>
    <message>
        <source>On what you chose</source>
        <translation>对您所选的说明</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>答对了</translation>
    </message>
    <message>
        <source>Partly right</source>
        <translation>部分正确</translation>
    </message>
    <message>
        <source>Not right</source>
        <translation>答错了</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day} 废止</translation>
    </message>
    <message>
        <source>Before, it rested on</source>
        <translation>原依据</translation>
    </message>
    <message>
        <source>Right then, no more</source>
        <translation>原来的正确答案（现已不适用）</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Looking at what waits today …</source>
        <translation>正在查看今天的练习……</translation>
    </message>
    <message>
        <source>Exams open to me</source>
        <translation>我可参加的考试</translation>
    </message>
    <message>
        <source>No exam is open to you now. The examiner opens one and says when.</source>
        <translation>现在没有对您开放的考试。考官开设场次后会通知您。</translation>
    </message>
    <message>
        <source>attempts left: {n}</source>
        <translation>剩余 {n} 次</translation>
    </message>
    <message>
        <source>start by {when}</source>
        <translation>最晚 {when} 开始</translation>
    </message>
    <message>
        <source>seat {seat}</source>
        <translation>机位 {seat}</translation>
    </message>
    <message>
        <source>Interrupted: the examiner must let it go on.</source>
        <translation>考试中断，须由考官同意后继续。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续考试</translation>
    </message>
    <message>
        <source>To the exam</source>
        <translation>进入考试</translation>
    </message>
    <message>
        <source>Practise today</source>
        <translation>今日练习</translation>
    </message>
    <message>
        <source>To the practice</source>
        <translation>去练习</translation>
    </message>
    <message>
        <source>due {n}</source>
        <translation>到期 {n} 题</translation>
    </message>
    <message>
        <source>new {n}</source>
        <translation>新题 {n} 题</translation>
    </message>
    <message>
        <source>in the wrong-question book {n}</source>
        <translation>错题本 {n} 题</translation>
    </message>
    <message>
        <source>on new rules {n}</source>
        <translation>新规 {n} 题</translation>
    </message>
    <message>
        <source>Nothing waits today; any topic can be practised.</source>
        <translation>今天没有待练的题，可以任选知识点练习。</translation>
    </message>
    <message>
        <source>done today {n}</source>
        <translation>今天已练 {n} 次</translation>
    </message>
    <message>
        <source>days in a row {n}</source>
        <translation>连续 {n} 天</translation>
    </message>
    <message>
        <source>My results</source>
        <translation>我的成绩</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Look at the result: {title}</source>
        <translation>查看成绩：{title}</translation>
    </message>
    <message>
        <source>Does not count</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Result not released yet</source>
        <translation>成绩未公布</translation>
    </message>
    <message>
        <source>Marks awaited</source>
        <translation>待阅卷</translation>
    </message>
    <message>
        <source>Passed  {score}</source>
        <translation>合格  {score}</translation>
    </message>
    <message>
        <source>Not passed  {score}</source>
        <translation>不合格  {score}</translation>
    </message>
    <message>
        <source>My certificates</source>
        <translation>我的证书</translation>
    </message>
    <message>
        <source>valid until {day}</source>
        <translation>有效期至 {day}</translation>
    </message>
    <message>
        <source>Open, print</source>
        <translation>打开、打印</translation>
    </message>
    <message>
        <source>Open and print the certificate {serial}</source>
        <translation>打开并打印证书 {serial}</translation>
    </message>
</context>
<context>
    <name>LanguageStep</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>It can be changed at the Door at any time.</source>
        <translation>以后可随时在登录页更改。</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>{who} is signed in. Everything is as it was left, also what is not saved yet.</source>
        <translation>{who} 已登录。所有内容都保持原样，包括尚未保存的。</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>您的口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Interrupted: {line}. Everything saved before is here: {answered} of {n} answered, {left} left.</source>
        <translation>考试中断过：{line}。之前保存的作答都在：已答 {answered}/{n} 题，还剩 {left}。</translation>
    </message>
    <message>
        <source>The examiner gave you {length} more: {left} left.</source>
        <translation>考官给您补时 {length}：还剩 {left}。</translation>
    </message>
    <message>
        <source>The examiner took {length} back: {left} left.</source>
        <translation>考官收回了 {length}：还剩 {left}。</translation>
    </message>
</context>
<context>
    <name>NumberView</name>
    <message>
        <source>Number in {unit}</source>
        <translation>数值，单位：{unit}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>This is not a number yet, so it is not saved. Write it like 1234.5</source>
        <translation>这还不是一个数，因此没有保存。请写成 1234.5 这样的形式</translation>
    </message>
</context>
<context>
    <name>OneView</name>
    <message>
        <source>True</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>False</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>OrderView</name>
    <message>
        <source>Items in your order</source>
        <translation>按您的顺序排列的各项</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Keep this order</source>
        <translation>就按此顺序</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Drag, or press Alt+↑ and Alt+↓, to change the order.</source>
        <translation>拖动，或按 Alt+↑、Alt+↓，可调整顺序。</translation>
    </message>
    <message>
        <source>Not answered yet. Drag the items into order, or press Alt+↑ and Alt+↓ on the chosen one.</source>
        <translation>尚未作答。请拖动各项排好顺序，或选中一项后按 Alt+↑、Alt+↓ 移动。</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>All questions</source>
        <translation>全部题目</translation>
    </message>
    <message>
        <source>Go to (G)</source>
        <translation>跳至 (G)</translation>
    </message>
    <message>
        <source>Number of the question to go to</source>
        <translation>要跳转到的题号</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>交卷</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Question {n}</source>
        <translation>第 {n} 题</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>未答</translation>
    </message>
    <message>
        <source>answered in part</source>
        <translation>未答完</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>closed: its part&apos;s time is used up</source>
        <translation>已关闭：所在部分时间用完</translation>
    </message>
    <message>
        <source>Answered {n}</source>
        <translation>已答 {n}</translation>
    </message>
    <message>
        <source>In part {n}</source>
        <translation>未答完 {n}</translation>
    </message>
    <message>
        <source>Empty {n}</source>
        <translation>未答 {n}</translation>
    </message>
    <message>
        <source>Flagged {n}</source>
        <translation>标记 {n}</translation>
    </message>
</context>
<context>
    <name>PracticeFeedback</name>
    <message>
        <source>in force since {day}</source>
        <translation>{day} 起施行</translation>
    </message>
</context>
<context>
    <name>PracticePage</name>
    <message>
        <source>Stop practising</source>
        <translation>结束练习</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>不会</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>I knew it</source>
        <translation>答对</translation>
    </message>
    <message>
        <source>In part</source>
        <translation>部分答对</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不会</translation>
    </message>
    <message>
        <source>A–H or 1–8 choose · Enter checks and goes on · Esc stops</source>
        <translation>A–H 或 1–8 作答 · Enter 检查、下一题 · Esc 结束</translation>
    </message>
    <message>
        <source>{n} to go</source>
        <translation>还剩 {n} 题</translation>
    </message>
    <message>
        <source>right {right} of {n}</source>
        <translation>已答 {n} 次，答对 {right} 次</translation>
    </message>
    <message>
        <source>Compare with the model answer, then say how well you knew it</source>
        <translation>对照参考答案，给自己评分</translation>
    </message>
    <message>
        <source>Comes back on {when}</source>
        <translation>{when} 再练</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>本组完成</translation>
    </message>
    <message>
        <source>Answered {n}, right {right}.</source>
        <translation>共练 {n} 次，答对 {right} 次。</translation>
    </message>
    <message>
        <source>What was not right stands in the wrong-question book until it was right twice in a row.</source>
        <translation>没有答对的题进入错题本，连续答对两次后移出。</translation>
    </message>
    <message>
        <source>There is nothing to practise here now.</source>
        <translation>现在没有可练的题。</translation>
    </message>
    <message>
        <source>Without a topic</source>
        <translation>未分知识点</translation>
    </message>
</context>
<context>
    <name>QuestionPane</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the answer</source>
        <translation>清除作答</translation>
    </message>
    <message>
        <source>Question {n} / {total}</source>
        <translation>第 {n} 题 / {total}</translation>
    </message>
    <message>
        <source>worth {points}</source>
        <translation>{points} 分</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>标记</translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>If every passphrase is lost, this code alone opens the data. Print it or save it, keep it in a sealed envelope in the safe, and type it back from the copy.</source>
        <translation>如果所有口令都遗失，只有恢复码能打开数据。请打印或保存，装入密封信封存放在保险柜，并照着副本在下面输入一遍。</translation>
    </message>
    <message>
        <source>Recovery code: {code}</source>
        <translation>恢复码：{code}</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as text …</source>
        <translation>另存为文本…</translation>
    </message>
    <message>
        <source>Capitals, hyphens and spaces do not matter.</source>
        <translation>不区分大小写，连字符和空格可省略。</translation>
    </message>
    <message>
        <source>Type the code back</source>
        <translation>照副本输入恢复码</translation>
    </message>
    <message>
        <source>Type the code back from your copy: only then is it sure that the copy is right.</source>
        <translation>请照副本把恢复码输入一遍：这样才能确认副本无误。</translation>
    </message>
    <message>
        <source>This is not the code above. Compare it with your copy, group by group.</source>
        <translation>与上面的恢复码不一致。请与副本逐组核对。</translation>
    </message>
    <message>
        <source>Branch Exam: recovery code of {branch}

{code}

Keep this in a sealed envelope in the safe. Whoever has it and the computer can read everything.</source>
        <translation>离线考试与认证：{branch}的恢复码

{code}

请装入密封信封，存放在保险柜。持有它和这台电脑的人可以读取全部数据。</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已发送到打印机。</translation>
    </message>
    <message>
        <source>recovery-code.txt</source>
        <translation>恢复码.txt</translation>
    </message>
    <message>
        <source>Save as text</source>
        <translation>另存为文本</translation>
    </message>
    <message>
        <source>The file could not be written ({why}). Choose another folder, or print the code.</source>
        <translation>无法写入文件（{why}）。请换一个文件夹，或打印恢复码。</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The time was up: the paper was handed in by itself. Every answer saved before counts.</source>
        <translation>时间已到，答卷已自动交卷。到时之前保存的答案都算数。</translation>
    </message>
    <message>
        <source>The examiner ended the exam. Every answer saved before counts.</source>
        <translation>考官已结束您的考试。之前保存的答案都算数。</translation>
    </message>
    <message>
        <source>The exam was closed for everybody. Every answer saved before counts.</source>
        <translation>本场考试已结束。之前保存的答案都算数。</translation>
    </message>
    <message>
        <source>The answers are shown when you have handed in the exam under way.</source>
        <translation>您有一场考试正在进行，交卷后才能看答案。</translation>
    </message>
    <message>
        <source>What was not fully right ({n})</source>
        <translation>未全对的题目（{n}）</translation>
    </message>
    <message>
        <source>Every answer is right.</source>
        <translation>全部答对。</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已交卷</translation>
    </message>
    <message>
        <source>An examiner marks your written answers; then the result is shown here. All your answers are kept.</source>
        <translation>考官批阅您的书面作答后，成绩会显示在这里。您的作答都已保存。</translation>
    </message>
    <message>
        <source>The examiner releases the result; then it is shown here. All your answers are kept.</source>
        <translation>考官公布成绩后，会显示在这里。您的作答都已保存。</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Not passed</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Open, print the certificate</source>
        <translation>打开、打印证书</translation>
    </message>
    <message>
        <source>{score} of {max} marks, {need} needed</source>
        <translation>得 {score} 分，满分 {max} 分，合格线 {need} 分</translation>
    </message>
    <message>
        <source>The marks were enough, but a section is below its own minimum.</source>
        <translation>总分已达到，但有部分未达到单项最低要求。</translation>
    </message>
    <message>
        <source>The certificate stands here once the examiner has issued it.</source>
        <translation>考官颁发证书后，可在这里打开。</translation>
    </message>
    <message>
        <source>By section</source>
        <translation>各部分得分</translation>
    </message>
    <message>
        <source>below its minimum</source>
        <translation>低于最低要求</translation>
    </message>
    <message>
        <source>time used {time}</source>
        <translation>用时 {time}</translation>
    </message>
</context>
<context>
    <name>ScenarioView</name>
    <message>
        <source>The case</source>
        <translation>案例</translation>
    </message>
    <message>
        <source>({n}) {kind} · worth {points}</source>
        <translation>（{n}）{kind} · {points} 分</translation>
    </message>
    <message>
        <source>You: {text}</source>
        <translation>您：{text}</translation>
    </message>
    <message>
        <source>Reply: {text}</source>
        <translation>回应：{text}</translation>
    </message>
    <message>
        <source>The talk is over. Nothing more is asked here.</source>
        <translation>对话已结束，此题作答完毕。</translation>
    </message>
    <message>
        <source>Say this</source>
        <translation>就这样说</translation>
    </message>
    <message>
        <source>What is said cannot be taken back; only then does the talk go on.</source>
        <translation>说出后不能收回，对话才会继续。</translation>
    </message>
</context>
<context>
    <name>SectionLeft</name>
    <message>
        <source>Time left in “{part}” {time}</source>
        <translation>“{part}”剩余时间 {time}</translation>
    </message>
    <message>
        <source>This part: less than 1 minute, then it is closed</source>
        <translation>本部分不足 1 分钟，到时不能再作答</translation>
    </message>
    <message>
        <source>This part</source>
        <translation>本部分</translation>
    </message>
</context>
<context>
    <name>SetsPage</name>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Looking through the banks …</source>
        <translation>正在查看题库……</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>due {due} · new {new} · done today {done}, right {right}</source>
        <translation>到期 {due} 题 · 新题 {new} 题 · 今日已练 {done} 次，答对 {right} 次</translation>
    </message>
    <message>
        <source>Today&apos;s set</source>
        <translation>今日练习</translation>
    </message>
    <message>
        <source>New rules</source>
        <translation>新规速测</translation>
    </message>
    <message>
        <source>Wrong-question book</source>
        <translation>错题本</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Times wrong</source>
        <translation>答错次数</translation>
    </message>
    <message>
        <source>Right once since</source>
        <translation>已答对一次</translation>
    </message>
    <message>
        <source>Take all out …</source>
        <translation>全部移出……</translation>
    </message>
    <message>
        <source>Take this topic out …</source>
        <translation>移出本知识点……</translation>
    </message>
    <message>
        <source>Practise these</source>
        <translation>练习这些题</translation>
    </message>
    <message>
        <source>Take the {n} questions of {topic} out of the book?</source>
        <translation>将“{topic}”的 {n} 道题移出错题本？</translation>
    </message>
    <message>
        <source>Take all questions out of the book?</source>
        <translation>将错题本中的题全部移出？</translation>
    </message>
    <message>
        <source>What you answered is kept. A question comes back into the book when it goes wrong again.</source>
        <translation>您的作答记录会保留；题目再次答错时会重新进入错题本。</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>By topic</source>
        <translation>按知识点</translation>
    </message>
    <message>
        <source>There are no questions to practise yet.</source>
        <translation>还没有可以练习的题目。</translation>
    </message>
    <message>
        <source>Search topics</source>
        <translation>搜索知识点</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>知识点</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>知识点</translation>
    </message>
    <message>
        <source>days in a row {n}</source>
        <translation>连续 {n} 天</translation>
    </message>
    <message>
        <source>questions that went wrong and were not right twice since: {n}</source>
        <translation>{n} 道题答错过，之后还没有连续答对两次</translation>
    </message>
    <message>
        <source>questions on rules that came into force since you last sat: {n}</source>
        <translation>{n} 道题的依据在您上次考试之后施行</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Practise this topic</source>
        <translation>练习该知识点</translation>
    </message>
    <message>
        <source>By exam plan</source>
        <translation>按考试方案</translation>
    </message>
    <message>
        <source>How far I have come</source>
        <translation>我的进度</translation>
    </message>
</context>
<context>
    <name>ShippedStep</name>
    <message>
        <source>Question banks</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>With the next step everything is made: the encrypted data, the examiner, the banks.</source>
        <translation>下一步将一次建好：加密数据、考官和题库。</translation>
    </message>
    <message>
        <source>Take over the shipped banks (products, procedures, regulations, service: 60 questions each) and three sample plans</source>
        <translation>采用自带题库（产品、流程、法规、服务，各 60 题）和三份样卷方案</translation>
    </message>
    <message>
        <source>Start empty; questions are imported later</source>
        <translation>从空白开始，题目以后导入</translation>
    </message>
    <message>
        <source>Anyone can read the shipped questions, so their plans are samples: for practice, not for proof.</source>
        <translation>自带题目人人可见，因此所附方案是样卷：适合练习，不宜用作考核依据。</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>Time left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Time left {time}</source>
        <translation>剩余时间 {time}</translation>
    </message>
    <message>
        <source>Less than 1 minute left, then submitted by itself</source>
        <translation>剩余不到 1 分钟，到时自动交卷</translation>
    </message>
    <message>
        <source>Less than 10 minutes left</source>
        <translation>剩余不到 10 分钟</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Branch Exam</source>
        <translation>离线考试与认证</translation>
    </message>
    <message>
        <source>The data is locked. An examiner opens it for the day.</source>
        <translation>数据已上锁。请考官打开，供今天使用。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Use the recovery code</source>
        <translation>使用恢复码</translation>
    </message>
    <message>
        <source>The recovery code lies in a sealed envelope in the safe. It opens the data and sets a new passphrase.</source>
        <translation>恢复码存放在保险柜的密封信封里。用它可以打开数据并设置新口令。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Open with the code</source>
        <translation>用恢复码打开</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>使用口令</translation>
    </message>
    <message>
        <source>The data is open. Set a new passphrase, so that it opens tomorrow.</source>
        <translation>数据已打开。请设置新口令，以便明天使用。</translation>
    </message>
    <message>
        <source>Examiner</source>
        <translation>考官</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The new passphrase again</source>
        <translation>再次输入新口令</translation>
    </message>
    <message>
        <source>Set the passphrase</source>
        <translation>设置口令</translation>
    </message>
    <message>
        <source>The two passphrases differ. Type the second one again.</source>
        <translation>两次输入的口令不同。请重新输入第二次。</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome to Branch Exam</source>
        <translation>欢迎使用离线考试与认证</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Creating …</source>
        <translation>正在创建…</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was created.</source>
        <translation>已取消，未创建任何内容。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>The data is encrypted and ready. Next: import the roster, then open an exam.</source>
        <translation>加密数据已建好。接下来：导入花名册，然后开设考试场次。</translation>
    </message>
    <message>
        <source>This computer may open the data by itself, so that candidates can sit without an examiner</source>
        <translation>允许本机自动打开数据，这样无需考官在场也能考试</translation>
    </message>
    <message>
        <source>The computer&apos;s keyring did not take the key. An examiner opens the data each morning instead.</source>
        <translation>本机的钥匙串未能保存密钥。请考官每天早上打开数据。</translation>
    </message>
</context>
<context>
    <name>WrongAnswer</name>
    <message>
        <source>Question {n} · {kind} · {score} of {max} marks</source>
        <translation>第 {n} 题 · {kind} · 得 {score} 分，满分 {max} 分</translation>
    </message>
    <message>
        <source>({n}) {kind} · {score} of {max} marks</source>
        <translation>（{n}）{kind} · 得 {score} 分，满分 {max} 分</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未作答</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>您的作答</translation>
    </message>
    <message>
        <source>Right answer</source>
        <translation>正确答案</translation>
    </message>
</context>
</TS>
