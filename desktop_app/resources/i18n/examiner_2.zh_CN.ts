<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CertificatePanel</name>
    <message>
        <source>Preview and print</source>
        <translation>预览和打印</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>另存为 PDF …</translation>
    </message>
    <message>
        <source>Revoke …</source>
        <translation>撤销 …</translation>
    </message>
    <message>
        <source>Reason for revoking (stands on record)</source>
        <translation>撤销原因（记录在案）</translation>
    </message>
    <message>
        <source>{state} on {at} by {who}: {why}</source>
        <translation>{state}：{at}，由 {who} 办理，原因：{why}</translation>
    </message>
    <message>
        <source>{state} by {serial}</source>
        <translation>{state}，新证书 {serial}</translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation>保存证书</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Revoke a certificate</source>
        <translation>撤销证书</translation>
    </message>
    <message>
        <source>Revoke certificate {serial} of {name}? Reason: {why}</source>
        <translation>撤销 {name} 的证书 {serial}？原因：{why}</translation>
    </message>
    <message>
        <source>Revoke it</source>
        <translation>撤销证书</translation>
    </message>
    <message>
        <source>It stays in the list as revoked. This cannot be taken back.</source>
        <translation>证书仍留在列表中，标明已撤销。此操作不能收回。</translation>
    </message>
    <message>
        <source>Certificate {serial} is revoked.</source>
        <translation>证书 {serial} 已撤销。</translation>
    </message>
</context>
<context>
    <name>CertificatesPage</name>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Save the issuer's key …</source>
        <translation>保存发证公钥 …</translation>
    </message>
    <message>
        <source>Verify …</source>
        <translation>验证 …</translation>
    </message>
    <message>
        <source>Issue for an exam</source>
        <translation>按场次发证</translation>
    </message>
    <message>
        <source>Name, number, title or certificate number</source>
        <translation>姓名、工号、科目或证书编号</translation>
    </message>
    <message>
        <source>Search for certificates</source>
        <translation>查找证书</translation>
    </message>
    <message>
        <source>Certificate number</source>
        <translation>证书编号</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>持证人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>发证日期</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>考试科目</translation>
    </message>
    <message>
        <source>No certificate yet. Issue them for an exam that was passed.</source>
        <translation>还没有证书。请为已有合格成绩的考试场次发证。</translation>
    </message>
    <message>
        <source>No certificate fits “{text}”.</source>
        <translation>没有与“{text}”相符的证书。</translation>
    </message>
    <message>
        <source>Certificates: {n}</source>
        <translation>共 {n} 份</translation>
    </message>
    <message>
        <source>Certificates issued: {n}.</source>
        <translation>已签发 {n} 份证书。</translation>
    </message>
    <message>
        <source>You stopped; the others were not issued.</source>
        <translation>您已中止，其余证书没有签发。</translation>
    </message>
    <message>
        <source>These were not:</source>
        <translation>以下没有签发：</translation>
    </message>
    <message>
        <source>Save the issuer's key</source>
        <translation>保存发证公钥</translation>
    </message>
    <message>
        <source>Keys ({patterns})</source>
        <translation>密钥文件 ({patterns})</translation>
    </message>
    <message>
        <source>Saved: {file}. Whoever has it can verify this branch's certificates; it is no secret.</source>
        <translation>已保存：{file}。持有它的人都能验证本行证书，它不是秘密。</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ExamForm</name>
    <message>
        <source>Open an exam</source>
        <translation>开设考试</translation>
    </message>
    <message>
        <source>Exams</source>
        <translation>考试场次</translation>
    </message>
    <message>
        <source>Back to the exams</source>
        <translation>返回考试场次</translation>
    </message>
    <message>
        <source>Open the exam</source>
        <translation>开设考试</translation>
    </message>
    <message>
        <source>Who sits it</source>
        <translation>考生</translation>
    </message>
    <message>
        <source>What and when</source>
        <translation>方案与时间</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>考试方案</translation>
    </message>
    <message>
        <source>Title of the exam</source>
        <translation>场次名称</translation>
    </message>
    <message>
        <source>Stands on the list of candidates.</source>
        <translation>考生在自己的考试列表中看到的名称。</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>考场</translation>
    </message>
    <message>
        <source>Can be started from</source>
        <translation>开始入场时间</translation>
    </message>
    <message>
        <source>Can be started until</source>
        <translation>最晚入场时间</translation>
    </message>
    <message>
        <source>Whoever has started by then has the plan's whole time.</source>
        <translation>在此之前开始作答的考生，仍有方案规定的全部时间。</translation>
    </message>
    <message>
        <source>There is no plan yet: make one on the plans' page.</source>
        <translation>还没有考试方案，请先在“考试方案”页建立。</translation>
    </message>
    <message>
        <source>questions: {n}</source>
        <translation>{n} 题</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>passed from {n}%</source>
        <translation>{n}% 合格</translation>
    </message>
    <message>
        <source>sample plan</source>
        <translation>样卷</translation>
    </message>
    <message>
        <source>Looking whether the plan can be drawn …</source>
        <translation>正在核对方案能否组卷 …</translation>
    </message>
    <message>
        <source>This plan cannot be drawn on that day. Nothing can be opened until it can:</source>
        <translation>该方案当天组不成卷，暂不能开考：</translation>
    </message>
    <message>
        <source>Further sections that lack something: {n}.</source>
        <translation>另有 {n} 个部分题目不足。</translation>
    </message>
    <message>
        <source>Opening the exam …</source>
        <translation>正在开设考试 …</translation>
    </message>
</context>
<context>
    <name>ExamRoomPanel</name>
    <message>
        <source>The whole room</source>
        <translation>全场</translation>
    </message>
    <message>
        <source>Change the end</source>
        <translation>更改最晚入场时间</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Give everybody time</source>
        <translation>给全场补时</translation>
    </message>
    <message>
        <source>Can be started until</source>
        <translation>最晚入场时间</translation>
    </message>
    <message>
        <source>Minutes for everybody</source>
        <translation>给全场补时（分钟）</translation>
    </message>
    <message>
        <source>Reason (stands on record)</source>
        <translation>原因（记录在案）</translation>
    </message>
    <message>
        <source>Print start slips …</source>
        <translation>打印开考凭条 …</translation>
    </message>
    <message>
        <source>Choose somebody in the table to admit them, release them, or give them time.</source>
        <translation>在左侧选择一名考生，可准许入场、放行或补时。</translation>
    </message>
    <message>
        <source>The exam can be started until {at}.</source>
        <translation>最晚入场时间已改为 {at}。</translation>
    </message>
    <message>
        <source>Everybody has {n} min more; people: {people}.</source>
        <translation>已给全场 {people} 人补时 {n} 分钟。</translation>
    </message>
    <message>
        <source>Start slips</source>
        <translation>开考凭条</translation>
    </message>
    <message>
        <source>Make new start slips for everybody who was not admitted yet?</source>
        <translation>为所有尚未入场的考生制作新的开考凭条？</translation>
    </message>
    <message>
        <source>Make the slips</source>
        <translation>制作凭条</translation>
    </message>
    <message>
        <source>Slips that were printed before become void.</source>
        <translation>以前打印的凭条随即作废。</translation>
    </message>
</context>
<context>
    <name>ExamSeatPanel</name>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>PIN, set now for the first time</source>
        <translation>首次设置 PIN</translation>
    </message>
    <message>
        <source>4 to 8 digits, theirs alone.</source>
        <translation>4 至 8 位数字，只由本人掌握。</translation>
    </message>
    <message>
        <source>Make one up</source>
        <translation>随机生成</translation>
    </message>
    <message>
        <source>Admit</source>
        <translation>准许入场</translation>
    </message>
    <message>
        <source>Release to go on</source>
        <translation>放行，继续作答</translation>
    </message>
    <message>
        <source>Minutes to give</source>
        <translation>补时（分钟）</translation>
    </message>
    <message>
        <source>Reason (stands on record)</source>
        <translation>原因（记录在案）</translation>
    </message>
    <message>
        <source>Give time</source>
        <translation>补时</translation>
    </message>
    <message>
        <source>Declare void …</source>
        <translation>作废 …</translation>
    </message>
    <message>
        <source>End the sitting …</source>
        <translation>强制交卷 …</translation>
    </message>
    <message>
        <source>The whole room</source>
        <translation>全场</translation>
    </message>
    <message>
        <source>admitted</source>
        <translation>已准许入场</translation>
    </message>
    <message>
        <source>attempt {n}</source>
        <translation>第 {n} 次</translation>
    </message>
    <message>
        <source>Take back “absent”</source>
        <translation>取消缺考</translation>
    </message>
    <message>
        <source>Note as absent</source>
        <translation>登记缺考</translation>
    </message>
    <message>
        <source>{name} is admitted.</source>
        <translation>已准许 {name} 入场。</translation>
    </message>
    <message>
        <source>{name} is admitted. The PIN is {pin}: tell it to them alone, it is not shown again.</source>
        <translation>已准许 {name} 入场。PIN 为 {pin}，请只告诉本人，不再显示。</translation>
    </message>
    <message>
        <source>{name} is noted as absent.</source>
        <translation>已登记 {name} 缺考。</translation>
    </message>
    <message>
        <source>{name} is expected again.</source>
        <translation>已取消 {name} 的缺考登记。</translation>
    </message>
    <message>
        <source>{name} can go on.</source>
        <translation>{name} 可以继续作答。</translation>
    </message>
    <message>
        <source>{name} has {n} min more.</source>
        <translation>已给 {name} 补时 {n} 分钟。</translation>
    </message>
    <message>
        <source>Declare void</source>
        <translation>作废答卷</translation>
    </message>
    <message>
        <source>Declare this sitting of {name} void? Reason: {why}</source>
        <translation>作废 {name} 的这份答卷？原因：{why}</translation>
    </message>
    <message>
        <source>Declare it void</source>
        <translation>作废答卷</translation>
    </message>
    <message>
        <source>The sitting of {name} is void; it counts as no attempt.</source>
        <translation>{name} 的答卷已作废，不计入考试次数。</translation>
    </message>
    <message>
        <source>It counts as no attempt. Its answers stay on record; this cannot be taken back.</source>
        <translation>作废后不计入考试次数，作答记录仍保留。此操作不能收回。</translation>
    </message>
    <message>
        <source>End the sitting</source>
        <translation>强制交卷</translation>
    </message>
    <message>
        <source>End the sitting of {name} now?</source>
        <translation>现在结束 {name} 的作答？</translation>
    </message>
    <message>
        <source>End and submit it</source>
        <translation>结束并交卷</translation>
    </message>
    <message>
        <source>The sitting of {name} was submitted as it stood.</source>
        <translation>{name} 的答卷已按现状交卷。</translation>
    </message>
    <message>
        <source>It is submitted as it stands and graded. This cannot be taken back.</source>
        <translation>按目前的作答交卷并评分。此操作不能收回。</translation>
    </message>
</context>
<context>
    <name>ExamView</name>
    <message>
        <source>Exams</source>
        <translation>考试场次</translation>
    </message>
    <message>
        <source>Back to the exams</source>
        <translation>返回考试场次</translation>
    </message>
    <message>
        <source>Open a make-up exam</source>
        <translation>开设补考</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Close the exam …</source>
        <translation>结束考试 …</translation>
    </message>
    <message>
        <source>Who is shown</source>
        <translation>显示范围</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全部考生</translation>
    </message>
    <message>
        <source>Have not sat</source>
        <translation>未参加</translation>
    </message>
    <message>
        <source>Are sitting</source>
        <translation>作答中</translation>
    </message>
    <message>
        <source>Are held</source>
        <translation>待放行</translation>
    </message>
    <message>
        <source>Have submitted</source>
        <translation>已交卷</translation>
    </message>
    <message>
        <source>People of the exam</source>
        <translation>本场考生</translation>
    </message>
    <message>
        <source>Nobody here.</source>
        <translation>没有这样的考生。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>已入场</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>补时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>People {all} · sitting {sitting} · submitted {done} · have not sat {waiting}</source>
        <translation>共 {all} 人 · 作答中 {sitting} · 已交卷 {done} · 未参加 {waiting}</translation>
    </message>
    <message>
        <source>Nobody can start any more. Sittings under way are submitted as they stand: {n}.</source>
        <translation>结束后不能再入场。正在作答的 {n} 份答卷按现状交卷。</translation>
    </message>
    <message>
        <source>Close the exam</source>
        <translation>结束考试</translation>
    </message>
    <message>
        <source>Close “{title}” for everybody?</source>
        <translation>结束全场考试“{title}”？</translation>
    </message>
    <message>
        <source>The exam is closed. Sittings submitted with it: {n}.</source>
        <translation>考试已结束，同时交卷 {n} 份。</translation>
    </message>
</context>
<context>
    <name>ExaminerForm</name>
    <message>
        <source>Add an examiner</source>
        <translation>添加考官</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Back to the staff</source>
        <translation>返回人员</translation>
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
        <source>Somebody on the roster becomes an examiner where both agree with it.</source>
        <translation>工号和姓名与花名册一致时，该人成为考官。</translation>
    </message>
    <message>
        <source>Their passphrase</source>
        <translation>考官口令</translation>
    </message>
    <message>
        <source>They type it themselves, and nobody else knows it. It opens the store on this machine.</source>
        <translation>由本人输入，不让他人知道。用它可以打开本机的数据库。</translation>
    </message>
    <message>
        <source>The passphrase once more</source>
        <translation>再输一次口令</translation>
    </message>
    <message>
        <source>Add the examiner</source>
        <translation>添加考官</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Making a key for {name} …</source>
        <translation>正在为 {name} 建立密钥 …</translation>
    </message>
</context>
<context>
    <name>ExamsPage</name>
    <message>
        <source>Exams</source>
        <translation>考试场次</translation>
    </message>
    <message>
        <source>Go into the exam</source>
        <translation>进入场次</translation>
    </message>
    <message>
        <source>Open an exam</source>
        <translation>开设考试</translation>
    </message>
    <message>
        <source>No exam yet. Open one: a plan, its people, a window of time.</source>
        <translation>还没有考试场次。请选定方案、考生和时间，开设一场。</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>场次</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>考试方案</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>入场时间</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>考场</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Have sat</source>
        <translation>已参加</translation>
    </message>
    <message>
        <source>Sitting now</source>
        <translation>作答中</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>“{title}” is open. Its people find it on their home page.</source>
        <translation>“{title}”已开设，考生登录后即可看到。</translation>
    </message>
</context>
<context>
    <name>IssueView</name>
    <message>
        <source>Issue for an exam</source>
        <translation>按场次发证</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Back to the certificates</source>
        <translation>返回证书</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考试场次</translation>
    </message>
    <message>
        <source>Sittings of the exam</source>
        <translation>本场答卷</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Nobody has submitted a sitting in this exam yet.</source>
        <translation>这一场还没有人交卷。</translation>
    </message>
    <message>
        <source>can be issued</source>
        <translation>可发证</translation>
    </message>
    <message>
        <source>Issue certificates ({n})</source>
        <translation>签发证书（{n} 份）</translation>
    </message>
    <message>
        <source>Nothing to issue</source>
        <translation>没有可签发的证书</translation>
    </message>
    <message>
        <source>{n} of {all} can be issued. Select rows to issue only those.</source>
        <translation>{all} 份答卷中有 {n} 份可发证。选中若干行，则只为选中的发证。</translation>
    </message>
    <message>
        <source>A sample plan</source>
        <translation>样卷</translation>
    </message>
    <message>
        <source>“{plan}” is a sample: anyone can read its questions. Issue on it all the same ({n})?</source>
        <translation>“{plan}”是样卷，题目任何人都能看到。仍要签发 {n} 份证书吗？</translation>
    </message>
    <message>
        <source>Issue all the same</source>
        <translation>仍然签发</translation>
    </message>
    <message>
        <source>Such a certificate says little about what its holder knows.</source>
        <translation>这样的证书很难说明持证人的真实水平。</translation>
    </message>
    <message>
        <source>Issuing certificates ({n}) …</source>
        <translation>正在签发 {n} 份证书 …</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>Journal</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation>返回设置</translation>
    </message>
    <message>
        <source>Search the journal</source>
        <translation>查找日志</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>MarkingPage</name>
    <message>
        <source>Marking</source>
        <translation>阅卷</translation>
    </message>
    <message>
        <source>Which exam is marked</source>
        <translation>阅卷场次</translation>
    </message>
    <message>
        <source>Show the names</source>
        <translation>显示姓名</translation>
    </message>
    <message>
        <source>No answer waits to be marked.</source>
        <translation>没有待阅的答案。</translation>
    </message>
    <message>
        <source>What the candidate wrote</source>
        <translation>考生作答</translation>
    </message>
    <message>
        <source>no mark yet</source>
        <translation>未评分</translation>
    </message>
    <message>
        <source>Keep the mark and go on</source>
        <translation>保存评分，下一份</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一份</translation>
    </message>
    <message>
        <source>Model answer and marking points</source>
        <translation>参考答案与评分要点</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Note (the candidate does not see it)</source>
        <translation>备注（考生看不到）</translation>
    </message>
    <message>
        <source>A number, then Enter. Alt+→ skips, Alt+← goes back.</source>
        <translation>输入分数后按回车。Alt+→ 跳过，Alt+← 返回上一份。</translation>
    </message>
    <message>
        <source>Looking for answers to mark …</source>
        <translation>正在查找待阅的答案 …</translation>
    </message>
    <message>
        <source>All exams</source>
        <translation>全部场次</translation>
    </message>
    <message>
        <source>What the candidate wrote ({n} characters)</source>
        <translation>考生作答（{n} 字）</translation>
    </message>
    <message>
        <source>The question has no model answer.</source>
        <translation>本题没有参考答案。</translation>
    </message>
    <message>
        <source>0 to {most}, in steps of 0.5</source>
        <translation>0 至 {most} 分，以 0.5 分为一档</translation>
    </message>
    <message>
        <source>question {n}</source>
        <translation>第 {n} 题</translation>
    </message>
    <message>
        <source>part {n}</source>
        <translation>第 {n} 小题</translation>
    </message>
    <message>
        <source>name hidden</source>
        <translation>姓名已隐藏</translation>
    </message>
    <message>
        <source>{n} to mark</source>
        <translation>待阅 {n} 份</translation>
    </message>
    <message>
        <source>All of these answers are marked. The results can be released.</source>
        <translation>这些答案已全部评分，可以公布成绩。</translation>
    </message>
    <message>
        <source>To the results</source>
        <translation>查看成绩</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
</context>
<context>
    <name>PassphraseForm</name>
    <message>
        <source>Change my passphrase</source>
        <translation>更改我的口令</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation>返回设置</translation>
    </message>
    <message>
        <source>The passphrase until now</source>
        <translation>现用口令</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The new passphrase once more</source>
        <translation>再输一次新口令</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Changing the passphrase …</source>
        <translation>正在更改口令 …</translation>
    </message>
</context>
<context>
    <name>PeopleChoice</name>
    <message>
        <source>The whole roster (candidates: {n})</source>
        <translation>花名册全员（考生 {n} 人）</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>按岗位</translation>
    </message>
    <message>
        <source>People I choose</source>
        <translation>逐人选择</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Name, number, post, or pinyin initials</source>
        <translation>姓名、工号、岗位或拼音首字母</translation>
    </message>
    <message>
        <source>Search for people</source>
        <translation>查找人员</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>People who sit this exam: {n}.</source>
        <translation>本场考生 {n} 人。</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>No longer an examiner</source>
        <translation>取消考官身份</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>4 to 8 digits. Tell it to this person alone.</source>
        <translation>4 至 8 位数字，只告诉本人。</translation>
    </message>
    <message>
        <source>Make one up</source>
        <translation>随机生成</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>设置 PIN</translation>
    </message>
    <message>
        <source>Reset the PIN</source>
        <translation>重置 PIN</translation>
    </message>
    <message>
        <source>Extra time in exams</source>
        <translation>考试加时</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Keep these needs</source>
        <translation>保存考试便利</translation>
    </message>
    <message>
        <source>has a PIN</source>
        <translation>已设 PIN</translation>
    </message>
    <message>
        <source>has no PIN yet</source>
        <translation>未设 PIN</translation>
    </message>
    <message>
        <source>Has come back</source>
        <translation>登记回岗</translation>
    </message>
    <message>
        <source>Has left the branch …</source>
        <translation>登记离职 …</translation>
    </message>
    <message>
        <source>The PIN of {name} is {pin} now. Tell it to them; it is not shown again.</source>
        <translation>{name} 的 PIN 已设为 {pin}。请告诉本人，不再显示。</translation>
    </message>
    <message>
        <source>The PIN of {name} is gone. They get a new one when you admit them to an exam.</source>
        <translation>{name} 的 PIN 已清除，下次准许入场时重新设置。</translation>
    </message>
    <message>
        <source>Kept for {name}; it holds from their next sitting.</source>
        <translation>已为 {name} 保存，从下一次考试起生效。</translation>
    </message>
    <message>
        <source>Has left the branch</source>
        <translation>登记离职</translation>
    </message>
    <message>
        <source>{name} ({number}) has left the branch?</source>
        <translation>{name}（{number}）已离职？</translation>
    </message>
    <message>
        <source>Note that they have left</source>
        <translation>登记离职</translation>
    </message>
    <message>
        <source>They can sign in no more. Their sittings and certificates stay, and they can be brought back.</source>
        <translation>此后不能登录。答卷和证书保留，以后也可以登记回岗。</translation>
    </message>
    <message>
        <source>{name} has left the branch.</source>
        <translation>已登记 {name} 离职。</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>已登记 {name} 回岗。</translation>
    </message>
    <message>
        <source>Take the examiner's role from {name} ({number})?</source>
        <translation>取消 {name}（{number}）的考官身份？</translation>
    </message>
    <message>
        <source>Take the role away</source>
        <translation>取消考官身份</translation>
    </message>
    <message>
        <source>Their passphrase opens the store no more. They stay on the roster as a candidate.</source>
        <translation>其口令不能再打开数据库；本人仍作为考生留在花名册上。</translation>
    </message>
    <message>
        <source>{name} is no longer an examiner.</source>
        <translation>{name} 不再是考官。</translation>
    </message>
</context>
<context>
    <name>RecoveryView</name>
    <message>
        <source>New recovery code</source>
        <translation>新的恢复码</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>已经抄好</translation>
    </message>
    <message>
        <source>Print the sheet …</source>
        <translation>打印恢复码 …</translation>
    </message>
    <message>
        <source>It opens the store when every passphrase is forgotten. It is shown this once and kept nowhere.</source>
        <translation>所有口令都遗忘时，用它打开数据库。只显示这一次，不在任何地方保存。</translation>
    </message>
    <message>
        <source>Print it or write it down, and lock it away from this machine. The code before it is void.</source>
        <translation>请打印或抄下，锁好，不要放在本机旁。原来的恢复码已失效。</translation>
    </message>
</context>
<context>
    <name>RestoreForm</name>
    <message>
        <source>Restore {file}</source>
        <translation>恢复 {file}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation>返回设置</translation>
    </message>
    <message>
        <source>What restoring does</source>
        <translation>恢复会做什么</translation>
    </message>
    <message>
        <source>Everything here becomes as it was when the backup was made: people, banks, exams, results.</source>
        <translation>人员、题库、考试和成绩都回到备份时的样子。</translation>
    </message>
    <message>
        <source>What is here now is set aside in a folder beside it, not deleted.</source>
        <translation>现有数据移到旁边的文件夹中保存，不会删除。</translation>
    </message>
    <message>
        <source>The passphrases of the backup hold again. This station gets a new code for certificates.</source>
        <translation>备份时的口令重新有效；本站点改用新的证书站点编号。</translation>
    </message>
    <message>
        <source>The window then starts from its door.</source>
        <translation>完成后回到登录页。</translation>
    </message>
    <message>
        <source>I know a passphrase of that time</source>
        <translation>我知道备份时的口令</translation>
    </message>
    <message>
        <source>I have the recovery code of that time</source>
        <translation>我有备份时的恢复码</translation>
    </message>
    <message>
        <source>Passphrase of the backup</source>
        <translation>备份时的口令</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The new passphrase once more</source>
        <translation>再输一次新口令</translation>
    </message>
    <message>
        <source>Try the backup</source>
        <translation>检验备份</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>attempt {n}</source>
        <translation>第 {n} 次</translation>
    </message>
    <message>
        <source>on paper</source>
        <translation>纸质答卷</translation>
    </message>
    <message>
        <source>{used} of {allowed}</source>
        <translation>用时 {used}，共 {allowed}</translation>
    </message>
    <message>
        <source>{answered} of {questions} answered</source>
        <translation>已答 {answered}/{questions} 题</translation>
    </message>
    <message>
        <source>Step {n} of this sitting's record was changed from outside.</source>
        <translation>这份答卷的第 {n} 步记录被外部改动过。</translation>
    </message>
    <message>
        <source>By section</source>
        <translation>各部分成绩</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>达标</translation>
    </message>
    <message>
        <source>below {n}%</source>
        <translation>未达 {n}%</translation>
    </message>
    <message>
        <source>In all {score} of {most}</source>
        <translation>合计 {score} / {most}</translation>
    </message>
    <message>
        <source>On record</source>
        <translation>中断与处理记录</translation>
    </message>
    <message>
        <source>Nothing interrupted this sitting.</source>
        <translation>作答过程没有中断。</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>阅卷</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出 …</translation>
    </message>
    <message>
        <source>Release this one</source>
        <translation>公布此份</translation>
    </message>
    <message>
        <source>Which exam's results</source>
        <translation>成绩所属场次</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>第几次</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>满分</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>公布</translation>
    </message>
    <message>
        <source>Nobody has sat this exam yet.</source>
        <translation>这一场还没有人参加。</translation>
    </message>
    <message>
        <source>No exam yet. Open one on the exams' page.</source>
        <translation>还没有考试场次，请在“考试场次”页开设。</translation>
    </message>
    <message>
        <source>Sittings {n} · graded {graded} · passed {passed}</source>
        <translation>答卷 {n} 份 · 已评分 {graded} · 合格 {passed}</translation>
    </message>
    <message>
        <source>Release results ({n})</source>
        <translation>公布成绩（{n} 份）</translation>
    </message>
    <message>
        <source>Mark sittings ({n})</source>
        <translation>去阅卷（{n} 份）</translation>
    </message>
    <message>
        <source>{name} can see the result now.</source>
        <translation>{name} 现在可以看到成绩。</translation>
    </message>
    <message>
        <source>Releasing the results …</source>
        <translation>正在公布成绩 …</translation>
    </message>
    <message>
        <source>Results released: {n}.</source>
        <translation>已公布 {n} 份成绩。</translation>
    </message>
    <message>
        <source>Workbook ({xlsx});;Text table ({csv})</source>
        <translation>工作簿 ({xlsx});;文本表格 ({csv})</translation>
    </message>
    <message>
        <source>Export the results</source>
        <translation>导出成绩</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>场次</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Writing {file} …</source>
        <translation>正在写入 {file} …</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
</context>
<context>
    <name>RosterView</name>
    <message>
        <source>Roster: {file}</source>
        <translation>花名册：{file}</translation>
    </message>
    <message>
        <source>Leave without importing</source>
        <translation>不导入，返回</translation>
    </message>
    <message>
        <source>Import people ({n})</source>
        <translation>导入 {n} 人</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>没有可导入的人员</translation>
    </message>
    <message>
        <source>{read} rows read: {imported} new, {updated} changed, {unchanged} unchanged, {skipped} skipped, {rejected} rejected. Nothing has been written yet.</source>
        <translation>读取 {read} 行：新增 {imported}，更新 {updated}，未变 {unchanged}，跳过 {skipped}，未导入 {rejected}。目前什么都没有写入。</translation>
    </message>
    <message>
        <source>People in the file</source>
        <translation>文件中的人员</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>What was understood</source>
        <translation>读出的人员</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What it is and what to do</source>
        <translation>问题与处理办法</translation>
    </message>
    <message>
        <source>Every row is fine.</source>
        <translation>每一行都没有问题。</translation>
    </message>
    <message>
        <source>Importing {file} …</source>
        <translation>正在导入 {file} …</translation>
    </message>
    <message>
        <source>Imported from {file}: {imported} new, {updated} changed.</source>
        <translation>已从 {file} 导入：新增 {imported}，更新 {updated}。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This branch</source>
        <translation>本行</translation>
    </message>
    <message>
        <source>Keep the name</source>
        <translation>保存名称</translation>
    </message>
    <message>
        <source>Name of the branch</source>
        <translation>支行名称</translation>
    </message>
    <message>
        <source>Stands on every certificate from now on.</source>
        <translation>今后签发的证书都印此名称。</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Also Ctrl and + or -, on every page.</source>
        <translation>在任何页面也可按 Ctrl 和 + 或 - 调整。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Change my passphrase</source>
        <translation>更改我的口令</translation>
    </message>
    <message>
        <source>New recovery code …</source>
        <translation>更换恢复码 …</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>One file holds everything, encrypted as the store is. Keep it on another disk.</source>
        <translation>一个文件包含全部数据，与数据库同样加密。请存放在另一块磁盘上。</translation>
    </message>
    <message>
        <source>Back up to a file …</source>
        <translation>备份到文件 …</translation>
    </message>
    <message>
        <source>Restore from a file …</source>
        <translation>从文件恢复 …</translation>
    </message>
    <message>
        <source>State of the store</source>
        <translation>数据库状况</translation>
    </message>
    <message>
        <source>Reads every page of the store and compares it with its check sums.</source>
        <translation>读取数据库的每一页，与校验值核对。</translation>
    </message>
    <message>
        <source>Check the store</source>
        <translation>检查数据库</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Who did what, and when.</source>
        <translation>什么人在什么时间做了什么。</translation>
    </message>
    <message>
        <source>Show the journal</source>
        <translation>查看操作日志</translation>
    </message>
    <message>
        <source>Station {station}: the part of every certificate's number that is this machine's own.</source>
        <translation>站点编号 {station}：证书编号中代表本机的部分。</translation>
    </message>
    <message>
        <source>Last backup: {at}</source>
        <translation>上次备份：{at}</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>还没有备份。</translation>
    </message>
    <message>
        <source>This machine has no keyring that keeps secrets: an examiner unlocks the store at the day's start.</source>
        <translation>本机没有可用的系统钥匙串：每天开始时由考官输入口令打开。</translation>
    </message>
    <message>
        <source>This machine's keyring opens the store: candidates sit without an examiner's passphrase.</source>
        <translation>由本机系统钥匙串打开数据库：考生考试不需要考官输入口令。</translation>
    </message>
    <message>
        <source>An examiner unlocks the store at the day's start. The keyring can do it instead.</source>
        <translation>每天开始时由考官输入口令打开，也可以改由系统钥匙串打开。</translation>
    </message>
    <message>
        <source>Stop opening it by the keyring</source>
        <translation>停用系统钥匙串</translation>
    </message>
    <message>
        <source>Open it by the keyring</source>
        <translation>改由系统钥匙串打开</translation>
    </message>
    <message>
        <source>The branch is named {name} from now on.</source>
        <translation>支行名称已改为 {name}。</translation>
    </message>
    <message>
        <source>Your passphrase is the new one from now on. Backups made before keep the old.</source>
        <translation>口令已更改。以前的备份仍用原口令。</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>新的恢复码</translation>
    </message>
    <message>
        <source>Make a new recovery code? The one you have stops working at once.</source>
        <translation>更换恢复码？原来的恢复码立即失效。</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>更换恢复码</translation>
    </message>
    <message>
        <source>Backups made before still open with the old code.</source>
        <translation>以前的备份仍可用原恢复码打开。</translation>
    </message>
    <message>
        <source>Making a recovery code …</source>
        <translation>正在生成恢复码 …</translation>
    </message>
    <message>
        <source>Asking the keyring …</source>
        <translation>正在访问系统钥匙串 …</translation>
    </message>
    <message>
        <source>The keyring refused to keep the key. Nothing has changed; an examiner unlocks as before.</source>
        <translation>系统钥匙串拒绝保存密钥。什么都没有改变，仍由考官输入口令打开。</translation>
    </message>
    <message>
        <source>From now on this machine's keyring opens the store.</source>
        <translation>今后由本机系统钥匙串打开数据库。</translation>
    </message>
    <message>
        <source>From now on an examiner unlocks the store at the day's start.</source>
        <translation>今后每天开始时由考官输入口令打开。</translation>
    </message>
    <message>
        <source>Backups ({patterns})</source>
        <translation>备份文件 ({patterns})</translation>
    </message>
    <message>
        <source>Back up to a file</source>
        <translation>备份到文件</translation>
    </message>
    <message>
        <source>Backing up to {file} …</source>
        <translation>正在备份到 {file} …</translation>
    </message>
    <message>
        <source>Backed up: {file}</source>
        <translation>已备份：{file}</translation>
    </message>
    <message>
        <source>Restore from a file</source>
        <translation>从文件恢复</translation>
    </message>
    <message>
        <source>Trying the backup …</source>
        <translation>正在检验备份 …</translation>
    </message>
    <message>
        <source>Restore {file} now? It takes the place of everything that is here.</source>
        <translation>现在恢复 {file}？它将取代这里的全部数据。</translation>
    </message>
    <message>
        <source>Restore the backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>The backup is whole and opens. What is here now is set aside in a folder beside it, not deleted. This station gets a new code, so that no certificate's number is given twice.</source>
        <translation>备份完整，可以打开。现有数据移到旁边的文件夹中保存，不会删除。本站点改用新的站点编号，以免证书编号重复。</translation>
    </message>
    <message>
        <source>Restoring {file} …</source>
        <translation>正在恢复 {file} …</translation>
    </message>
    <message>
        <source>Checking the store …</source>
        <translation>正在检查数据库 …</translation>
    </message>
    <message>
        <source>Everything is in order.</source>
        <translation>一切正常。</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Add an examiner</source>
        <translation>添加考官</translation>
    </message>
    <message>
        <source>Import a roster</source>
        <translation>导入花名册</translation>
    </message>
    <message>
        <source>Name, number, post, or pinyin initials</source>
        <translation>姓名、工号、岗位或拼音首字母</translation>
    </message>
    <message>
        <source>Search for people</source>
        <translation>查找人员</translation>
    </message>
    <message>
        <source>Show those who have left</source>
        <translation>显示已离职人员</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已设</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>left on {date}</source>
        <translation>{date} 离职</translation>
    </message>
    <message>
        <source>time +{n}%</source>
        <translation>加时 {n}%</translation>
    </message>
    <message>
        <source>text {n}%</source>
        <translation>字号 {n}%</translation>
    </message>
    <message>
        <source>People: {n}</source>
        <translation>共 {n} 人</translation>
    </message>
    <message>
        <source>Nobody fits “{text}”.</source>
        <translation>没有与“{text}”相符的人员。</translation>
    </message>
    <message>
        <source>Import a roster: a workbook or csv with numbers and names.</source>
        <translation>请导入花名册：含工号和姓名的工作簿或 csv 文件。</translation>
    </message>
    <message>
        <source>{name} ({number}) is an examiner now and signs in with the new passphrase.</source>
        <translation>{name}（{number}）已成为考官，用新口令登录。</translation>
    </message>
    <message>
        <source>Workbooks and csv ({patterns})</source>
        <translation>工作簿和 csv ({patterns})</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>正在读取 {file} …</translation>
    </message>
</context>
<context>
    <name>VerifyView</name>
    <message>
        <source>Verify a certificate</source>
        <translation>验证证书</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Back to the certificates</source>
        <translation>返回证书</translation>
    </message>
    <message>
        <source>Choose a PDF …</source>
        <translation>选择 PDF 文件 …</translation>
    </message>
    <message>
        <source>Verify the text</source>
        <translation>验证这段文字</translation>
    </message>
    <message>
        <source>Trust another issuer's key …</source>
        <translation>信任其他机构的公钥 …</translation>
    </message>
    <message>
        <source>This branch's own keys are trusted.</source>
        <translation>目前信任本行的发证密钥。</translation>
    </message>
    <message>
        <source>What is to be verified</source>
        <translation>待验证的证书</translation>
    </message>
    <message>
        <source>Or the text of its QR code</source>
        <translation>或者二维码中的文字</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>It is told from the certificate alone, with the keys that are trusted.</source>
        <translation>只凭证书本身和所信任的公钥得出结论。</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>正在验证 …</translation>
    </message>
    <message>
        <source>It says the following; nobody whom you trust stands behind it:</source>
        <translation>它载有以下内容，但没有您信任的机构为之担保：</translation>
    </message>
    <message>
        <source>Keys ({patterns})</source>
        <translation>密钥文件 ({patterns})</translation>
    </message>
    <message>
        <source>Trust another issuer's key</source>
        <translation>信任其他机构的公钥</translation>
    </message>
    <message>
        <source>This branch's own keys are trusted, and {n} more while this view is open.</source>
        <translation>目前信任本行的发证密钥，另有 {n} 个公钥在本页打开期间有效。</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Cancelled; nothing has changed.</source>
        <translation>已取消，什么都没有改变。</translation>
    </message>
</context>
</TS>
