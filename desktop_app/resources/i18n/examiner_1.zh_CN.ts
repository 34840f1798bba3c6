<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AsksCard</name>
    <message>
        <source>Some things cannot be known from the file alone. Nothing is guessed: say what they mean.</source>
        <translation>有些内容单凭文件无法判断。系统不会猜测，请您说明。</translation>
    </message>
    <message>
        <source>Read again with this</source>
        <translation>按此重新读取</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>e.g. {examples}</source>
        <translation>例如 {examples}</translation>
    </message>
    <message>
        <source>Which kind is the code {code}?</source>
        <translation>题型代码 {code} 是哪种题型？</translation>
    </message>
    <message>
        <source>As an answer to true or false, what does {code} mean?</source>
        <translation>判断题答案写作 {code} 时，表示什么？</translation>
    </message>
    <message>
        <source>What stands in column {n}?</source>
        <translation>第 {n} 列是什么内容？</translation>
    </message>
    <message>
        <source>What stands under the heading '{heading}'?</source>
        <translation>“{heading}”这一列是什么内容？</translation>
    </message>
    <message>
        <source>Option {letter}</source>
        <translation>选项 {letter}</translation>
    </message>
    <message>
        <source>ID of the question</source>
        <translation>试题编号</translation>
    </message>
    <message>
        <source>Number in the list (not kept)</source>
        <translation>序号（不保存）</translation>
    </message>
    <message>
        <source>Kind of question</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>题干</translation>
    </message>
    <message>
        <source>All options in one cell</source>
        <translation>全部选项（同一单元格）</translation>
    </message>
    <message>
        <source>Options as JSON</source>
        <translation>选项（JSON）</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>分值</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>知识点</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Source document</source>
        <translation>依据文件</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>发文机关</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>施行日期</translation>
    </message>
    <message>
        <source>Repealed on</source>
        <translation>废止日期</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Options stay in order</source>
        <translation>选项顺序固定</translation>
    </message>
    <message>
        <source>Reserved for exams</source>
        <translation>保留题（仅用于考试）</translation>
    </message>
    <message>
        <source>Upper and lower case matter</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Format of the stem</source>
        <translation>题干格式</translation>
    </message>
    <message>
        <source>Credit of each option</source>
        <translation>各选项得分</translation>
    </message>
    <message>
        <source>Nothing of use: leave it out</source>
        <translation>无用，忽略此列</translation>
    </message>
</context>
<context>
    <name>BankTree</name>
    <message>
        <source>All banks</source>
        <translation>全部题库</translation>
    </message>
</context>
<context>
    <name>BanksPage</name>
    <message>
        <source>Question banks</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>Go back a revision</source>
        <translation>退回上一版</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Import questions</source>
        <translation>导入试题</translation>
    </message>
    <message>
        <source>There are no questions yet. Import a workbook to make the first bank.</source>
        <translation>还没有试题。导入一个工作簿，即可建立第一个题库。</translation>
    </message>
    <message>
        <source>Reading the banks …</source>
        <translation>正在读取题库…</translation>
    </message>
    <message>
        <source>Banks and topics</source>
        <translation>题库与知识点</translation>
    </message>
    <message>
        <source>Search in stems and options</source>
        <translation>在题干和选项中查找</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>试题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>题干</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>知识点</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>分值</translation>
    </message>
    <message>
        <source>Repealed on</source>
        <translation>废止日期</translation>
    </message>
    <message>
        <source>The chosen question</source>
        <translation>所选试题</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>不限题型</translation>
    </message>
    <message>
        <source>{code}, revision {n}</source>
        <translation>{code}，第 {n} 版</translation>
    </message>
    <message>
        <source>the first {n} are shown: choose a topic or search</source>
        <translation>仅显示前 {n} 题，请选择知识点或输入查找内容</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>找到 {n} 题</translation>
    </message>
    <message>
        <source>As a workbook (.xlsx)</source>
        <translation>工作簿（.xlsx）</translation>
    </message>
    <message>
        <source>As a table (.csv)</source>
        <translation>表格（.csv）</translation>
    </message>
    <message>
        <source>Everything, for another Branch Exam (.json)</source>
        <translation>完整内容，供另一台考试机使用（.json）</translation>
    </message>
    <message>
        <source>Exporting …</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Questions written to {file}: {n}.</source>
        <translation>已将 {n} 题写入 {file}。</translation>
    </message>
    <message>
        <source>The format cannot hold everything ({n}):</source>
        <translation>此格式无法容纳全部内容（{n} 处）：</translation>
    </message>
    <message>
        <source>Go back from revision {n} of '{title}' to the one before?</source>
        <translation>要把“{title}”从第 {n} 版退回上一版吗？</translation>
    </message>
    <message>
        <source>What came with revision {n} is not drawn from now on. Papers that were drawn keep their questions, and results stay as they are.</source>
        <translation>第 {n} 版带来的试题今后不再抽取；已经抽出的试卷和已有成绩不受影响。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>'{title}' stands at revision {n} again.</source>
        <translation>“{title}”已恢复到第 {n} 版。</translation>
    </message>
    <message>
        <source>'{title}' holds no questions now: there was no earlier revision.</source>
        <translation>“{title}”没有更早的版本，现在没有试题。</translation>
    </message>
</context>
<context>
    <name>Blueprint</name>
    <message>
        <source>Sections</source>
        <translation>各大题</translation>
    </message>
    <message>
        <source>{n}, {lacking} missing</source>
        <translation>{n}，缺 {lacking}</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>大题</translation>
    </message>
    <message>
        <source>Drawn from</source>
        <translation>抽题范围</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Points each</source>
        <translation>每题分值</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可抽题数</translation>
    </message>
    <message>
        <source>at least {n} %</source>
        <translation>至少得 {n}%</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>限 {n} 分钟</translation>
    </message>
    <message>
        <source>Add section</source>
        <translation>添加大题</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>New section</source>
        <translation>新大题</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Account of each file</source>
        <translation>各文件的导入结果</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销本次导入</translation>
    </message>
    <message>
        <source>Import more</source>
        <translation>继续导入</translation>
    </message>
</context>
<context>
    <name>FilesStep</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Drop files here, or choose them. What is read: {endings}</source>
        <translation>把文件拖到这里，或点击选择。可读取：{endings}</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Chosen files</source>
        <translation>已选文件</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>移出列表</translation>
    </message>
    <message>
        <source>Into which bank</source>
        <translation>导入到哪个题库</translation>
    </message>
    <message>
        <source>A bank that is here</source>
        <translation>已有题库</translation>
    </message>
    <message>
        <source>A new bank</source>
        <translation>新建题库</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Questions with the same ID, or the same stem and options, are recognised: they are not doubled.</source>
        <translation>编号相同，或题干与选项相同的试题会被识别，不会重复导入。</translation>
    </message>
    <message>
        <source>Question files ({suffixes});;All files (*)</source>
        <translation>试题文件 ({suffixes});;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Findings</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>all  {n}</source>
        <translation>全部  {n}</translation>
    </message>
    <message>
        <source>Nothing to report: every entry was understood.</source>
        <translation>没有问题：每一条都已读懂。</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import questions</source>
        <translation>导入试题</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>1 of 3: files</source>
        <translation>第 1 步，共 3 步：选择文件</translation>
    </message>
    <message>
        <source>2 of 3: what was understood</source>
        <translation>第 2 步，共 3 步：核对</translation>
    </message>
    <message>
        <source>3 of 3: done</source>
        <translation>第 3 步，共 3 步：完成</translation>
    </message>
    <message>
        <source>Read the file</source>
        <translation>读取文件</translation>
    </message>
    <message>
        <source>Read {n} files</source>
        <translation>读取 {n} 个文件</translation>
    </message>
    <message>
        <source>Import 1 question</source>
        <translation>导入 1 题</translation>
    </message>
    <message>
        <source>Import {n} questions</source>
        <translation>导入 {n} 题</translation>
    </message>
    <message>
        <source>See the bank</source>
        <translation>查看题库</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Importing …</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Brought into '{bank}': {n}. Every entry of the files is accounted for below.</source>
        <translation>已向“{bank}”导入 {n} 题。文件中的每一条都列在下面。</translation>
    </message>
    <message>
        <source>Undoing …</source>
        <translation>正在撤销…</translation>
    </message>
    <message>
        <source>The import is undone: the bank stands as before.</source>
        <translation>已撤销本次导入，题库恢复原样。</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Open an exam</source>
        <translation>安排考试</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Exams open today</source>
        <translation>今天的考试</translation>
    </message>
    <message>
        <source>No exam is open today.</source>
        <translation>今天没有考试。</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>没有待办事项。</translation>
    </message>
    <message>
        <source>Safe-keeping</source>
        <translation>数据安全</translation>
    </message>
    <message>
        <source>{running} sitting now, {done} of {people} done</source>
        <translation>{running} 人在考，已交卷 {done} 人，共 {people} 人</translation>
    </message>
    <message>
        <source>waiting to be let in again: {n}</source>
        <translation>{n} 人中断后等待放行</translation>
    </message>
    <message>
        <source>Sittings to mark: {n}</source>
        <translation>{n} 份试卷待阅</translation>
    </message>
    <message>
        <source>Results to release: {n}</source>
        <translation>{n} 份成绩待公布</translation>
    </message>
    <message>
        <source>There are no questions yet</source>
        <translation>还没有试题</translation>
    </message>
    <message>
        <source>Import a workbook to begin.</source>
        <translation>请先导入一个工作簿。</translation>
    </message>
    <message>
        <source>Nobody is on the roster yet</source>
        <translation>还没有人员名单</translation>
    </message>
    <message>
        <source>Import the roster, so that people can sit.</source>
        <translation>请导入人员名单，以便安排考试。</translation>
    </message>
    <message>
        <source>The plan '{title}' cannot be drawn today</source>
        <translation>方案“{title}”今天无法组卷</translation>
    </message>
    <message>
        <source>A backup is one file. Keep it on another disk or a stick.</source>
        <translation>备份是一个文件，请存放在另一块硬盘或 U 盘上。</translation>
    </message>
    <message>
        <source>There is no backup yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>Last backup {at}</source>
        <translation>最近备份 {at}</translation>
    </message>
    <message>
        <source>More than a week ago: make another.</source>
        <translation>已超过一周，请再备份一次。</translation>
    </message>
</context>
<context>
    <name>PlanEditor</name>
    <message>
        <source>Plans</source>
        <translation>试卷方案</translation>
    </message>
    <message>
        <source>Back to the plans</source>
        <translation>返回方案列表</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Sample paper</source>
        <translation>试组一卷</translation>
    </message>
    <message>
        <source>Copy to change it</source>
        <translation>复制后修改</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>This plan came with Branch Exam and stays as it is: copy it, and change the copy.</source>
        <translation>这是随软件提供的方案，不能直接修改。请复制一份，在副本上修改。</translation>
    </message>
    <message>
        <source>Blueprint</source>
        <translation>组卷蓝图</translation>
    </message>
    <message>
        <source>{n} questions, {points} points, {minutes} minutes</source>
        <translation>共 {n} 题，{points} 分，{minutes} 分钟</translation>
    </message>
    <message>
        <source>{n} minutes of them bound to sections</source>
        <translation>其中 {n} 分钟限定在各大题</translation>
    </message>
    <message>
        <source>This plan cannot be drawn today:</source>
        <translation>此方案今天无法组卷：</translation>
    </message>
    <message>
        <source>Plans (*.toml)</source>
        <translation>试卷方案 (*.toml)</translation>
    </message>
    <message>
        <source>Delete plan</source>
        <translation>删除方案</translation>
    </message>
    <message>
        <source>Delete the plan '{title}'?</source>
        <translation>要删除方案“{title}”吗？</translation>
    </message>
    <message>
        <source>Exams that were opened with it keep theirs.</source>
        <translation>已用它安排的考试不受影响。</translation>
    </message>
    <message>
        <source>Plan not saved</source>
        <translation>方案未保存</translation>
    </message>
    <message>
        <source>Leave without saving what was changed in '{title}'?</source>
        <translation>“{title}”的修改尚未保存，要放弃修改吗？</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>放弃修改</translation>
    </message>
</context>
<context>
    <name>PlanFields</name>
    <message>
        <source>More settings: marking, admission, interruptions, certificate</source>
        <translation>更多设置：评分、入场、中断、证书</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Sample: anyone can read its questions, issuing certificates on it asks</source>
        <translation>样卷：试题人人可读，颁发证书前会再次确认</translation>
    </message>
    <message>
        <source>Shuffle questions within a section</source>
        <translation>大题内打乱题序</translation>
    </message>
    <message>
        <source>Shuffle options</source>
        <translation>打乱选项顺序</translation>
    </message>
    <message>
        <source>Show wrong answers after release</source>
        <translation>公布成绩后可查看错题</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>The score stands on the certificate</source>
        <translation>证书上印成绩</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>Posts that must hold it</source>
        <translation>须持此证的岗位</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Passed from</source>
        <translation>及格线</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>可考次数</translation>
    </message>
    <message>
        <source>Marking and results</source>
        <translation>评分与成绩</translation>
    </message>
    <message>
        <source>Multiple choice</source>
        <translation>多选题评分</translation>
    </message>
    <message>
        <source>Results are shown</source>
        <translation>成绩公布</translation>
    </message>
    <message>
        <source>Admission and interruptions</source>
        <translation>入场与中断</translation>
    </message>
    <message>
        <source>Candidates are let in</source>
        <translation>入场方式</translation>
    </message>
    <message>
        <source>Between two attempts</source>
        <translation>两次考试间隔</translation>
    </message>
    <message>
        <source>While the app is down</source>
        <translation>程序中断期间</translation>
    </message>
    <message>
        <source>At most, in all</source>
        <translation>累计最多</translation>
    </message>
    <message>
        <source>Goes on without the examiner (times)</source>
        <translation>无需考官放行的续考次数</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>颁发方式</translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation>有效期</translation>
    </message>
</context>
<context>
    <name>PlansPage</name>
    <message>
        <source>Plans</source>
        <translation>试卷方案</translation>
    </message>
    <message>
        <source>Import a plan</source>
        <translation>导入方案</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>新建方案</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy to change it</source>
        <translation>复制后修改</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>能</translation>
    </message>
    <message>
        <source>no, sections that fall short: {n}</source>
        <translation>不能，{n} 个大题题目不足</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>总分</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Passed from</source>
        <translation>及格线</translation>
    </message>
    <message>
        <source>Can be drawn today</source>
        <translation>今天能否组卷</translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation>{title}（副本）</translation>
    </message>
    <message>
        <source>New section</source>
        <translation>新大题</translation>
    </message>
    <message>
        <source>'{title}' is saved. Exams that are open keep their own plan.</source>
        <translation>“{title}”已保存。已安排的考试仍按原方案进行。</translation>
    </message>
    <message>
        <source>The plan {code} is deleted.</source>
        <translation>方案 {code} 已删除。</translation>
    </message>
    <message>
        <source>Plans (*.toml)</source>
        <translation>试卷方案 (*.toml)</translation>
    </message>
    <message>
        <source>There is a plan {code} already: saving replaces it with what the file holds.</source>
        <translation>已有代码为 {code} 的方案，保存后将以文件内容替换。</translation>
    </message>
    <message>
        <source>The plan was written to {file}.</source>
        <translation>方案已写入 {file}。</translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>Questions as understood</source>
        <translation>读到的试题</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>题干</translation>
    </message>
    <message>
        <source>The chosen question</source>
        <translation>所选试题</translation>
    </message>
    <message>
        <source>{read} entries read. Into '{bank}': {new} new, {changed} changed, {unchanged} already there.</source>
        <translation>共读取 {read} 条。导入“{bank}”：新增 {new}，更新 {changed}，已有且未变 {unchanged}。</translation>
    </message>
</context>
<context>
    <name>SamplePaper</name>
    <message>
        <source>Draw</source>
        <translation>组卷</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Questions on the paper</source>
        <translation>试卷题目</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>题号</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>大题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>题干</translation>
    </message>
    <message>
        <source>The chosen question</source>
        <translation>所选试题</translation>
    </message>
    <message>
        <source>Fingerprint {text}</source>
        <translation>试卷指纹 {text}</translation>
    </message>
</context>
<context>
    <name>SectionForm</name>
    <message>
        <source>Topics</source>
        <translation>知识点</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>不限题型</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Points each</source>
        <translation>每题分值</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>最低得分</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Nothing ticked: every topic</source>
        <translation>不勾选即不限知识点</translation>
    </message>
    <message>
        <source>{code} (not here)</source>
        <translation>{code}（本机没有）</translation>
    </message>
</context>
</TS>
