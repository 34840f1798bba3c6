<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AddressForm</name>
    <message>
        <source>The bank&apos;s own address of the verify page</source>
        <translation>本行存放核验网页的网址</translation>
    </message>
    <message>
        <source>Put the page there, and a phone that scans a certificate opens it. It is printed from the next certificate on. Left empty: the QR code holds the facts alone.</source>
        <translation>把核验网页放在该网址，手机扫证书就能打开。从下一份证书起印在二维码里。留空：二维码只含证书内容。</translation>
    </message>
    <message>
        <source>Keep the address</source>
        <translation>保存网址</translation>
    </message>
    <message>
        <source>In the QR code from now on: {address}</source>
        <translation>今后的二维码含此网址：{address}</translation>
    </message>
    <message>
        <source>The QR code holds the facts alone from now on.</source>
        <translation>今后的二维码只含证书内容。</translation>
    </message>
</context>
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
        <source>What stands under the heading &apos;{heading}&apos;?</source>
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
        <source>Case that a part belongs to</source>
        <translation>所属案例</translation>
    </message>
    <message>
        <source>Part that follows each option</source>
        <translation>选项去向</translation>
    </message>
    <message>
        <source>Feedback of each option</source>
        <translation>选项反馈</translation>
    </message>
    <message>
        <source>Options that keep their place</source>
        <translation>固定选项</translation>
    </message>
    <message>
        <source>Credit of each accepted answer</source>
        <translation>答案得分</translation>
    </message>
    <message>
        <source>Nothing of use: leave it out</source>
        <translation>无用，忽略此列</translation>
    </message>
</context>
<context>
    <name>BankHistory</name>
    <message>
        <source>Back to the questions</source>
        <translation>返回题目</translation>
    </message>
    <message>
        <source>Revisions of &apos;{title}&apos;</source>
        <translation>“{title}”的版本</translation>
    </message>
    <message>
        <source>Every import is a revision. Going back withdraws what came after it and loses nothing: what was withdrawn can be taken up again. Papers that were drawn keep their questions.</source>
        <translation>每次导入形成一个版本。退回到某一版会撤下其后的版本，但不会丢失任何内容：撤下的版本可以重新采用。已经抽出的试卷保留原来的题目。</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>版本</translation>
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
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>New or changed</source>
        <translation>新增或更改</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Go back to this one</source>
        <translation>退回到这一版</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>重新采用</translation>
    </message>
    <message>
        <source>Go back to before the first</source>
        <translation>退回到第一版之前</translation>
    </message>
    <message>
        <source>holds now</source>
        <translation>当前版本</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤下</translation>
    </message>
    <message>
        <source>part of what holds</source>
        <translation>仍有效</translation>
    </message>
    <message>
        <source>Take up revision {n} again</source>
        <translation>重新采用第 {n} 版</translation>
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
        <source>Revisions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Results by other keys …</source>
        <translation>按其他答案评过的成绩 …</translation>
    </message>
    <message>
        <source>A template to fill in (.xlsx)</source>
        <translation>导入模板 (.xlsx)</translation>
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
        <source>No search while an exam runs</source>
        <translation>考试进行中，不能检索</translation>
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
        <source>For Moodle, as text (.gift)</source>
        <translation>供 Moodle 使用：文本格式（.gift）</translation>
    </message>
    <message>
        <source>For Moodle, with pictures (.xml)</source>
        <translation>供 Moodle 使用：含图片（.xml）</translation>
    </message>
    <message>
        <source>For other exam systems, as QTI 2.1 (.zip)</source>
        <translation>供其他考试系统使用：QTI 2.1（.zip）</translation>
    </message>
    <message>
        <source>Single choice alone, as plain text (.aiken)</source>
        <translation>仅单选题，纯文本（.aiken）</translation>
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
        <source>Save a template to fill in</source>
        <translation>保存导入模板</translation>
    </message>
    <message>
        <source>Question template</source>
        <translation>题目导入模板</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>The template is in {file}. Fill it in, then import it.</source>
        <translation>模板已保存到 {file}。填好后即可导入。</translation>
    </message>
    <message>
        <source>Go back from revision {now} of &apos;{title}&apos; to revision {n}?</source>
        <translation>将“{title}”从第 {now} 版退回到第 {n} 版？</translation>
    </message>
    <message>
        <source>Go back from revision {now} of &apos;{title}&apos; to before the first? It then holds no questions.</source>
        <translation>将“{title}”从第 {now} 版退回到第一版之前？退回后题库中没有题目。</translation>
    </message>
    <message>
        <source>Revision {n} of &apos;{title}&apos; holds again.</source>
        <translation>“{title}”已重新采用第 {n} 版。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>&apos;{title}&apos; stands at revision {n} again.</source>
        <translation>“{title}”已恢复到第 {n} 版。</translation>
    </message>
    <message>
        <source>&apos;{title}&apos; holds no questions now: there was no earlier revision.</source>
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
    <name>CertificatePrintView</name>
    <message>
        <source>Print certificates</source>
        <translation>打印证书</translation>
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
        <source>Print …</source>
        <translation>打印 …</translation>
    </message>
    <message>
        <source>Save as one PDF …</source>
        <translation>存为一个 PDF …</translation>
    </message>
    <message>
        <source>Save into a folder …</source>
        <translation>存入文件夹 …</translation>
    </message>
    <message>
        <source>The first sheet as it prints</source>
        <translation>第一张的打印效果</translation>
    </message>
    <message>
        <source>Which certificates</source>
        <translation>打印哪些证书</translation>
    </message>
    <message>
        <source>Of every exam</source>
        <translation>全部考试</translation>
    </message>
    <message>
        <source>Every post</source>
        <translation>全部岗位</translation>
    </message>
    <message>
        <source>Every unit</source>
        <translation>全部机构</translation>
    </message>
    <message>
        <source>Only what was never printed, or was spoiled</source>
        <translation>只打印没印过的，或印废了的</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考试</translation>
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
        <source>Or these certificate numbers</source>
        <translation>或指定证书编号</translation>
    </message>
    <message>
        <source>On the sheet</source>
        <translation>排版</translation>
    </message>
    <message>
        <source>One, in its own size</source>
        <translation>每张一份，原大</translation>
    </message>
    <message>
        <source>{n} on an A4 sheet</source>
        <translation>A4 每张 {n} 份</translation>
    </message>
    <message>
        <source>Marks to cut along</source>
        <translation>裁切线</translation>
    </message>
    <message>
        <source>On forms that are printed already</source>
        <translation>印在已印好的证书纸上（套打）</translation>
    </message>
    <message>
        <source>× 0.1 mm</source>
        <translation>× 0.1 毫米</translation>
    </message>
    <message>
        <source>Certificates a sheet</source>
        <translation>每张份数</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>页边</translation>
    </message>
    <message>
        <source>Between two</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>向右移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>向下移</translation>
    </message>
    <message>
        <source>Kept on this computer. The calibration sheet tells how much.</source>
        <translation>记在本机。先打印校准页，量出偏移。</translation>
    </message>
    <message>
        <source>Then names, dates and the QR code alone are printed.</source>
        <translation>只印姓名、日期等内容和二维码。</translation>
    </message>
    <message>
        <source>Calibration sheet …</source>
        <translation>校准页 …</translation>
    </message>
    <message>
        <source>Drawing the certificate …</source>
        <translation>正在绘制证书 …</translation>
    </message>
    <message>
        <source>Certificates {n} on sheets {m}; the first sheet:</source>
        <translation>证书 {n} 份，共 {m} 张。下面是第一张：</translation>
    </message>
    <message>
        <source>Save as one PDF</source>
        <translation>存为一个 PDF</translation>
    </message>
    <message>
        <source>Save into a folder</source>
        <translation>存入文件夹</translation>
    </message>
    <message>
        <source>Files are there already</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>Write over them</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Run {n} is in {where}.</source>
        <translation>第 {n} 批已存到 {where}。</translation>
    </message>
    <message>
        <source>Printing certificates …</source>
        <translation>正在打印证书 …</translation>
    </message>
    <message>
        <source>Calibration sheet</source>
        <translation>校准页</translation>
    </message>
    <message>
        <source>This computer has no printer. Set one up, or save a PDF and print it elsewhere.</source>
        <translation>本机没有打印机。请先安装打印机，或存为 PDF 到别处打印。</translation>
    </message>
    <message>
        <source>Sending to the printer …</source>
        <translation>正在送往打印机 …</translation>
    </message>
    <message>
        <source>Run {n}: sheets sent to the printer: {done} of {all}.</source>
        <translation>第 {n} 批：已送打印机 {done} 张，共 {all} 张。</translation>
    </message>
</context>
<context>
    <name>CertificatesPage</name>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>打印 …</translation>
    </message>
    <message>
        <source>Templates …</source>
        <translation>模板 …</translation>
    </message>
    <message>
        <source>Keys and trust …</source>
        <translation>密钥与信任 …</translation>
    </message>
    <message>
        <source>Running out …</source>
        <translation>到期与存疑 …</translation>
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
        <source>“{title}” is kept, version {n}.</source>
        <translation>“{title}”已保存，第 {n} 版。</translation>
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
    <name>EntryEditor</name>
    <message>
        <source>Lines of the entry</source>
        <translation>这一条的原文</translation>
    </message>
    <message>
        <source>Take the change</source>
        <translation>确定修改</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>不修改</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>小题</translation>
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
        <source>Option {letter}</source>
        <translation>选项 {letter}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>选项得分</translation>
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
        <source>Explanation</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>The case itself</source>
        <translation>案例本身</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>left ⇒ right</source>
        <translation>左 ⇒ 右</translation>
    </message>
    <message>
        <source>50;fifty|bank: ; between spellings, | between gaps</source>
        <translation>50;五十|人民银行（; 隔开同一空的写法，| 隔开各空）</translation>
    </message>
</context>
<context>
    <name>ExamAdd</name>
    <message>
        <source>Add people to “{title}”</source>
        <translation>为“{title}”增加考生</translation>
    </message>
    <message>
        <source>Back to the exam</source>
        <translation>返回考试</translation>
    </message>
    <message>
        <source>Add them</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>Who sits it besides</source>
        <translation>增加哪些考生</translation>
    </message>
</context>
<context>
    <name>ExamArrival</name>
    <message>
        <source>Give this seat</source>
        <translation>安排此机位</translation>
    </message>
    <message>
        <source>New start slip …</source>
        <translation>补打开考凭条 …</translation>
    </message>
    <message>
        <source>Take out of the exam …</source>
        <translation>移出名单 …</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>机位</translation>
    </message>
    <message>
        <source>Take back “has come”</source>
        <translation>撤销“已到”</translation>
    </message>
    <message>
        <source>Note as come</source>
        <translation>登记已到</translation>
    </message>
    <message>
        <source>Take back “has left”</source>
        <translation>撤销“已离场”</translation>
    </message>
    <message>
        <source>Has left</source>
        <translation>已离场</translation>
    </message>
    <message>
        <source>Let them sit here ({seat})</source>
        <translation>准许在此就座（{seat}）</translation>
    </message>
    <message>
        <source>{name} has come.</source>
        <translation>{name}已到。</translation>
    </message>
    <message>
        <source>{name} is noted as not yet here.</source>
        <translation>已改回：{name}未到。</translation>
    </message>
    <message>
        <source>{name} is back in the room.</source>
        <translation>{name}已回到考场。</translation>
    </message>
    <message>
        <source>{name} has left.</source>
        <translation>{name}已离场。</translation>
    </message>
    <message>
        <source>{name} has a seat: {seat}.</source>
        <translation>{name}的机位：{seat}。</translation>
    </message>
    <message>
        <source>{name} has no seat any more.</source>
        <translation>{name}的机位已收回。</translation>
    </message>
    <message>
        <source>Start slip</source>
        <translation>开考凭条</translation>
    </message>
    <message>
        <source>Make a new start slip for {name}?</source>
        <translation>为{name}制作新的开考凭条？</translation>
    </message>
    <message>
        <source>Make the slip</source>
        <translation>制作凭条</translation>
    </message>
    <message>
        <source>The one printed before becomes void; a sitting under way goes on by the new one.</source>
        <translation>以前打印的那张作废；正在作答的凭新凭条继续。</translation>
    </message>
    <message>
        <source>Take out of the exam</source>
        <translation>移出名单</translation>
    </message>
    <message>
        <source>Take {name} out of this exam?</source>
        <translation>把{name}移出这场考试？</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>They have not begun it. They can be added again.</source>
        <translation>该考生尚未开始作答，以后可以再加入。</translation>
    </message>
    <message>
        <source>{name} is out of the exam.</source>
        <translation>已把{name}移出名单。</translation>
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
        <source>Whoever has started by then has the plan&apos;s whole time.</source>
        <translation>在此之前开始作答的考生，仍有方案规定的全部时间。</translation>
    </message>
    <message>
        <source>Open a make-up exam</source>
        <translation>开设补考</translation>
    </message>
    <message>
        <source>{title} (make-up)</source>
        <translation>{title}（补考）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Offered: {who}. Attempts count over the exam and its make-ups.</source>
        <translation>已选：{who}。考试次数与原场次合计。</translation>
    </message>
    <message>
        <source>Not chosen, for they must wait: {list}.</source>
        <translation>还在等待期、没有选入：{list}。</translation>
    </message>
    <message>
        <source>There is no plan yet: make one on the plans&apos; page.</source>
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
        <source>Add people …</source>
        <translation>增加考生 …</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>考场</translation>
    </message>
    <message>
        <source>Change the room</source>
        <translation>更换考场</translation>
    </message>
    <message>
        <source>Also those who have a seat</source>
        <translation>已有机位的也重新安排</translation>
    </message>
    <message>
        <source>Give seats in order</source>
        <translation>按工号顺序安排机位</translation>
    </message>
    <message>
        <source>Seats of the room</source>
        <translation>考场机位</translation>
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
        <source>The exam is held in {room}.</source>
        <translation>考场已改为：{room}。</translation>
    </message>
    <message>
        <source>People who were given a seat: {n}.</source>
        <translation>已安排机位的人数：{n}。</translation>
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
        <source>Let them start late</source>
        <translation>准许迟到入场</translation>
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
        <source>{name} can start until {at}.</source>
        <translation>{name}最晚可在 {at} 入场。</translation>
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
        <source>End the sitting of {name} now? Reason: {why}</source>
        <translation>现在结束 {name} 的考试吗？原因：{why}</translation>
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
    <name>ExamSeveralPanel</name>
    <message>
        <source>Note as come</source>
        <translation>登记已到</translation>
    </message>
    <message>
        <source>Note as absent</source>
        <translation>登记缺考</translation>
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
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Give time</source>
        <translation>补时</translation>
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
        <source>The whole room</source>
        <translation>全场</translation>
    </message>
    <message>
        <source>{n} people chosen</source>
        <translation>已选 {n} 人</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>… and {n} more were refused.</source>
        <translation>……另有 {n} 人未办。</translation>
    </message>
    <message>
        <source>Noted as come: {n}.</source>
        <translation>已登记到场 {n} 人。</translation>
    </message>
    <message>
        <source>Noted as absent: {n}.</source>
        <translation>已登记缺考 {n} 人。</translation>
    </message>
    <message>
        <source>Admitted: {n}.</source>
        <translation>已准许入场 {n} 人。</translation>
    </message>
    <message>
        <source>Can go on: {n}.</source>
        <translation>已放行 {n} 人。</translation>
    </message>
    <message>
        <source>Given {minutes} min: {n} people.</source>
        <translation>已为 {n} 人各补时 {minutes} 分钟。</translation>
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
        <source>Print papers …</source>
        <translation>印制试卷…</translation>
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
        <source>Seat</source>
        <translation>机位</translation>
    </message>
    <message>
        <source>Has come</source>
        <translation>已到</translation>
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
        <source>Time left</source>
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
        <source>has left</source>
        <translation>已离场</translation>
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
        <source>Void by the plan, for nobody came back to them: {n}.</source>
        <translation>按方案作废（无人回来继续）：{n} 份。</translation>
    </message>
    <message>
        <source>They were let start later and have not: {who}.</source>
        <translation>获准延后开考而尚未开考：{who}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
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
        <source>Open the exam</source>
        <translation>打开场次</translation>
    </message>
    <message>
        <source>Sealed exams …</source>
        <translation>密封考试 …</translation>
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
        <source>Can be started</source>
        <translation>可开始时间</translation>
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
        <source>People added to the exam: {n}.</source>
        <translation>新增考生：{n} 人。</translation>
    </message>
    <message>
        <source>“{title}” is open. Its people find it on their home page.</source>
        <translation>“{title}”已开设，考生登录后即可看到。</translation>
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
        <source>Save a template to fill in</source>
        <translation>保存导入模板</translation>
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
        <source>Which finding</source>
        <translation>问题种类</translation>
    </message>
    <message>
        <source>Search in findings</source>
        <translation>在问题中查找</translation>
    </message>
    <message>
        <source>all  {n}</source>
        <translation>全部  {n}</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Nothing to report: every entry was understood.</source>
        <translation>没有问题：每一条都已读懂。</translation>
    </message>
    <message>
        <source>No finding is like that.</source>
        <translation>没有符合条件的问题。</translation>
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
        <source>the questions that are being imported</source>
        <translation>正在导入的题目</translation>
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
        <source>Counting …</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>The last change is undone.</source>
        <translation>已撤销上一次修改。</translation>
    </message>
    <message>
        <source>Looking for similar questions …</source>
        <translation>正在查找相似题目…</translation>
    </message>
    <message>
        <source>No two questions are nearly the same, in the files or in the bank.</source>
        <translation>文件和题库中没有近似重复的题目。</translation>
    </message>
    <message>
        <source>{name} with findings</source>
        <translation>{name}（含检查结果）</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Save my file with the findings</source>
        <translation>保存原文件及检查结果</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Saved with the findings: {file}.</source>
        <translation>已连同检查结果保存：{file}。</translation>
    </message>
    <message>
        <source>The copy cannot hold everything ({n}):</source>
        <translation>副本无法保留全部内容（{n} 项）：</translation>
    </message>
    <message>
        <source>Question template</source>
        <translation>题目导入模板</translation>
    </message>
    <message>
        <source>Save a template to fill in</source>
        <translation>保存导入模板</translation>
    </message>
    <message>
        <source>The template is in {file}. Fill it in, then choose it here.</source>
        <translation>模板已保存到 {file}。填好后在这里选择它。</translation>
    </message>
    <message>
        <source>Importing …</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Brought into &apos;{bank}&apos;: {n}. Every entry of the files is accounted for below.</source>
        <translation>已向“{bank}”导入 {n} 题。文件中的每一条都列在下面。</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Undo this import into &apos;{bank}&apos;? The bank stands as before it, and nothing is lost.</source>
        <translation>撤销这次对“{bank}”的导入？题库回到导入之前，不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
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
    <name>KeysView</name>
    <message>
        <source>Keys and trust</source>
        <translation>密钥与信任</translation>
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
        <source>Take in a file …</source>
        <translation>接收文件 …</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>This key was stolen …</source>
        <translation>此密钥被盗 …</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥编号</translation>
    </message>
    <message>
        <source>For others to verify</source>
        <translation>供他人核验</translation>
    </message>
    <message>
        <source>Whoever has the public key can verify this branch&apos;s certificates; with the list they also know which hold no longer. Give a new list out when one was revoked or renewed.</source>
        <translation>有公钥的人都能核验本行证书；有撤销名单的还知道哪些已经失效。每次撤销或续发之后，请发出新的名单。</translation>
    </message>
    <message>
        <source>Save the verify page …</source>
        <translation>保存核验网页 …</translation>
    </message>
    <message>
        <source>Save the public key …</source>
        <translation>保存公钥 …</translation>
    </message>
    <message>
        <source>Save a revocation list …</source>
        <translation>保存撤销名单 …</translation>
    </message>
    <message>
        <source>Change to a new key …</source>
        <translation>更换密钥 …</translation>
    </message>
    <message>
        <source>Head office and branches</source>
        <translation>总行与网点</translation>
    </message>
    <message>
        <source>A branch saves its request and brings it to head office; head office takes it in and hands back the answer; the branch takes that in. From time to time the branch hands in its register: after a theft only what stands in it still holds.</source>
        <translation>网点保存请求，交给总行；总行接收后交回答复，网点再接收。网点要定期上交登记簿：密钥被盗之后，只有登记过的证书仍然有效。</translation>
    </message>
    <message>
        <source>Save the request for head office …</source>
        <translation>保存给总行的请求 …</translation>
    </message>
    <message>
        <source>Save the register for head office …</source>
        <translation>保存给总行的登记簿 …</translation>
    </message>
    <message>
        <source>This is head office: make the root …</source>
        <translation>本机是总行：建立根密钥 …</translation>
    </message>
    <message>
        <source>Lost or stolen</source>
        <translation>丢失或被盗</translation>
    </message>
    <message>
        <source>Lost (the computer is broken, nobody else has it): restore a backup, or change to a new key; what was issued stays valid. Stolen: choose the key above, say why; what is not in its register counts no more.</source>
        <translation>丢失（电脑坏了，别人没有拿到）：恢复备份，或更换密钥，已发证书仍然有效。被盗：在上面选中该密钥，写明经过；不在登记簿里的一概不算。</translation>
    </message>
    <message>
        <source>What happened (stands on record)</source>
        <translation>经过（记录在案）</translation>
    </message>
    <message>
        <source>Whoever has it can verify this branch&apos;s certificates; it is no secret.</source>
        <translation>有它的人都能核验本行证书；它不是秘密。</translation>
    </message>
    <message>
        <source>Save the public key</source>
        <translation>保存公钥</translation>
    </message>
    <message>
        <source>Save the verify page</source>
        <translation>保存核验网页</translation>
    </message>
    <message>
        <source>Anyone can open it in a browser, without a network: it checks the PDF, a photo or the QR code&apos;s text.</source>
        <translation>任何人都能用浏览器打开，不需要网络：可以核验 PDF、照片或二维码的文字。</translation>
    </message>
    <message>
        <source>Give it to whoever verifies; a newer list takes the place of this one.</source>
        <translation>请交给核验证书的人；以后更新的名单会取代这一份。</translation>
    </message>
    <message>
        <source>Save a revocation list</source>
        <translation>保存撤销名单</translation>
    </message>
    <message>
        <source>Bring it to head office; take in the answer that comes back.</source>
        <translation>请交给总行；总行的答复拿回来后，用“接收文件”接收。</translation>
    </message>
    <message>
        <source>Save the request</source>
        <translation>保存请求</translation>
    </message>
    <message>
        <source>Bring it to head office, which keeps it against a theft.</source>
        <translation>请交给总行保存，以防密钥被盗。</translation>
    </message>
    <message>
        <source>Save the register</source>
        <translation>保存登记簿</translation>
    </message>
    <message>
        <source>Make the root</source>
        <translation>建立根密钥</translation>
    </message>
    <message>
        <source>Make this store the root that certifies the branches&apos; keys?</source>
        <translation>让本机成为总行，由它认证各网点的密钥？</translation>
    </message>
    <message>
        <source>Save the root&apos;s certificate</source>
        <translation>保存根证书</translation>
    </message>
    <message>
        <source>Give it to every branch and to whoever verifies. Now take in the branches&apos; requests.</source>
        <translation>请交给各网点和核验证书的人。接下来接收各网点的请求。</translation>
    </message>
    <message>
        <source>Only head office does this, once. A root that exists already is only saved.</source>
        <translation>只由总行做，一次即可。根密钥已经有的，只保存根证书。</translation>
    </message>
    <message>
        <source>The new key signs from now on. Give the public key out anew; where head office certifies keys, save a request and bring it there.</source>
        <translation>从现在起由新密钥签发。请重新发出公钥；由总行认证密钥的，请保存请求交给总行。</translation>
    </message>
    <message>
        <source>Change to a new key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Retire the key that signs, and make another?</source>
        <translation>停用现在的发证密钥，另建一把？</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>What the old one signed stays valid.</source>
        <translation>旧密钥所发的证书仍然有效。</translation>
    </message>
    <message>
        <source>It counts no more. Now save a revocation list and give it to everybody who verifies.</source>
        <translation>此密钥不再算数。请保存撤销名单，发给所有核验证书的人。</translation>
    </message>
    <message>
        <source>A stolen key</source>
        <translation>密钥被盗</translation>
    </message>
    <message>
        <source>Key {key} of {name} was stolen?</source>
        <translation>{name} 的密钥 {key} 被盗了？</translation>
    </message>
    <message>
        <source>It was stolen</source>
        <translation>确认被盗</translation>
    </message>
    <message>
        <source>Only certificates in its register hold from now on. This cannot be taken back.</source>
        <translation>从现在起，只有登记簿里的证书仍然有效。此操作不能撤回。</translation>
    </message>
    <message>
        <source>Files from head office and branches ({patterns})</source>
        <translation>总行和网点的文件（{patterns}）</translation>
    </message>
    <message>
        <source>Take in a file</source>
        <translation>接收文件</translation>
    </message>
    <message>
        <source>Trust head office</source>
        <translation>信任总行</translation>
    </message>
    <message>
        <source>Trust the root in this file, and every branch that it certifies?</source>
        <translation>信任文件中的根证书，以及它所认证的每个网点？</translation>
    </message>
    <message>
        <source>Trust it</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>Only if you know that the file comes from head office: by its seal, a call, a known hand.</source>
        <translation>请先确认文件确实来自总行：凭封条、电话核对或相识的人送达。</translation>
    </message>
    <message>
        <source>Save the answer for the branch</source>
        <translation>保存给网点的答复</translation>
    </message>
    <message>
        <source>Bring it back to the branch, which takes it in.</source>
        <translation>请交回该网点，由网点接收。</translation>
    </message>
    <message>
        <source>The key of {name} is certified.</source>
        <translation>已认证 {name} 的密钥。</translation>
    </message>
    <message>
        <source>Trusted now: {name}</source>
        <translation>现已信任：{name}</translation>
    </message>
    <message>
        <source>Register taken in; certificates new in it: {n}.</source>
        <translation>已接收登记簿，其中新登记证书 {n} 份。</translation>
    </message>
    <message>
        <source>List {n} of {name} taken in.</source>
        <translation>已接收 {name} 的第 {n} 号名单。</translation>
    </message>
</context>
<context>
    <name>LeaversView</name>
    <message>
        <source>Data of people who have left</source>
        <translation>离职人员的个人信息</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>全部人员</translation>
    </message>
    <message>
        <source>Personal data is kept no longer than its purpose needs (Personal Information Protection Law, Articles 19 and 47). Certificates stay: whoever is shown one must be able to have it verified.</source>
        <translation>个人信息的保存不超过目的所需的最短时间（《个人信息保护法》第十九条、第四十七条）。证书保留：看到证书的人必须能够核验。</translation>
    </message>
    <message>
        <source>People whose data is due</source>
        <translation>到期应删除的人员</translation>
    </message>
    <message>
        <source>Nobody&apos;s data is due.</source>
        <translation>没有到期应删除的个人信息。</translation>
    </message>
    <message>
        <source>years after leaving</source>
        <translation>年（离职之后）</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>Take the data out …</source>
        <translation>删除个人信息 …</translation>
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
        <source>Left on</source>
        <translation>离职日期</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>到期日期</translation>
    </message>
    <message>
        <source>Sittings</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Data is kept for</source>
        <translation>个人信息保存</translation>
    </message>
    <message>
        <source>Reason (stands on record)</source>
        <translation>原因（记录在案）</translation>
    </message>
    <message>
        <source>Deleted: PIN, telephone, needs in exams, start slips; practised answers: {n}.</source>
        <translation>删除：PIN、手机号、考试便利、开考凭条；练习记录 {n} 条。</translation>
    </message>
    <message>
        <source>Sittings that lose the name, so that statistics still add up: {n}.</source>
        <translation>去掉姓名和工号、只留作统计的答卷：{n} 份。</translation>
    </message>
    <message>
        <source>Kept with the name: certificates {n}, and the sittings that they rest on: {m}.</source>
        <translation>保留姓名：证书 {n} 份，及其所依据的答卷 {m} 份。</translation>
    </message>
    <message>
        <source>There is no certificate: name and number go too.</source>
        <translation>没有证书：姓名和工号一并删除。</translation>
    </message>
    <message>
        <source>Backups that were made before still hold it all.</source>
        <translation>此前做的备份里仍有全部内容。</translation>
    </message>
    <message>
        <source>Data is due {n} years after somebody has left.</source>
        <translation>离职满 {n} 年后到期。</translation>
    </message>
    <message>
        <source>Take the data out</source>
        <translation>删除个人信息</translation>
    </message>
    <message>
        <source>Take out the data of {name} ({number})?</source>
        <translation>删除 {name}（{number}）的个人信息？</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>This cannot be taken back.</source>
        <translation>此操作不能撤回。</translation>
    </message>
    <message>
        <source>The data of {number} is out.</source>
        <translation>{number} 的个人信息已删除。</translation>
    </message>
</context>
<context>
    <name>LifeView</name>
    <message>
        <source>Running out, lacking, in doubt</source>
        <translation>到期、缺证、存疑</translation>
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
        <source>What is listed</source>
        <translation>列表内容</translation>
    </message>
    <message>
        <source>Runs out within {n} days</source>
        <translation>{n} 天内到期</translation>
    </message>
    <message>
        <source>Must hold one by their post, and hold none</source>
        <translation>按岗位应持证而没有</translation>
    </message>
    <message>
        <source>In doubt: the result has changed since</source>
        <translation>存疑：成绩后来有变</translation>
    </message>
    <message>
        <source>Save the list …</source>
        <translation>保存列表 …</translation>
    </message>
    <message>
        <source>Reminder sheets …</source>
        <translation>到期提醒单 …</translation>
    </message>
    <message>
        <source>Running out</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>Lacking</source>
        <translation>缺证</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Reason (stands on record)</source>
        <translation>原因（记录在案）</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>续发</translation>
    </message>
    <message>
        <source>Let it hold</source>
        <translation>保持有效</translation>
    </message>
    <message>
        <source>Revoke …</source>
        <translation>撤销 …</translation>
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
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
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
        <source>Must hold</source>
        <translation>应持证书</translation>
    </message>
    <message>
        <source>Held last</source>
        <translation>上一份证书</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Score now</source>
        <translation>现在成绩</translation>
    </message>
    <message>
        <source>Rows: {n}</source>
        <translation>共 {n} 行</translation>
    </message>
    <message>
        <source>Renewing here needs a newer sitting that was passed; else revoke it, or let it hold.</source>
        <translation>在这里续发，须有更新的合格答卷；否则请撤销，或保持有效。</translation>
    </message>
    <message>
        <source>The new certificate has a new number; the old one is marked as superseded.</source>
        <translation>新证书有新编号；旧证书标记为已被替换。</translation>
    </message>
    <message>
        <source>Everybody whose post asks for a certificate holds it.</source>
        <translation>应持证的人都有有效证书。</translation>
    </message>
    <message>
        <source>Every certificate rests on a result that is a pass.</source>
        <translation>每份证书所依据的成绩都是合格。</translation>
    </message>
    <message>
        <source>No certificate runs out within {n} days.</source>
        <translation>{n} 天内没有证书到期。</translation>
    </message>
    <message>
        <source>Renew ({n})</source>
        <translation>续发（{n}）</translation>
    </message>
    <message>
        <source>Renewing certificates …</source>
        <translation>正在续发证书 …</translation>
    </message>
    <message>
        <source>Certificates renewed: {n}.</source>
        <translation>已续发证书 {n} 份。</translation>
    </message>
    <message>
        <source>Certificate {serial} holds as before; the reason stands on record.</source>
        <translation>证书 {serial} 保持有效，原因已记录在案。</translation>
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
        <translation>撤销</translation>
    </message>
    <message>
        <source>Certificate {serial} is revoked.</source>
        <translation>证书 {serial} 已撤销。</translation>
    </message>
    <message>
        <source>It stays in the list as revoked. This cannot be taken back.</source>
        <translation>它仍留在列表中，标为已撤销。此操作不能撤回。</translation>
    </message>
    <message>
        <source>Tables ({patterns})</source>
        <translation>表格（{patterns}）</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存列表</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>Exam day and lock</source>
        <translation>考试与锁定</translation>
    </message>
    <message>
        <source>Exams take the whole screen and stay on top</source>
        <translation>考试时全屏并保持在最前</translation>
    </message>
    <message>
        <source>Leaving the exam&apos;s window is on record either way, with its length.</source>
        <translation>无论是否全屏，离开考试窗口都会连同时长记录在案。</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>An examiner&apos;s window locks when idle for</source>
        <translation>考官窗口无人操作多久后锁定</translation>
    </message>
    <message>
        <source>At once by Ctrl and L. A running exam is never locked.</source>
        <translation>按 Ctrl+L 立即锁定。进行中的考试不会被锁定。</translation>
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
    <name>NearPanel</name>
    <message>
        <source>Keep both (K)</source>
        <translation>都保留 (K)</translation>
    </message>
    <message>
        <source>Replace the other with this (R)</source>
        <translation>用这一题替换另一题 (R)</translation>
    </message>
    <message>
        <source>Leave this one out (L)</source>
        <translation>不导入这一题 (L)</translation>
    </message>
    <message>
        <source>Pair before</source>
        <translation>上一对</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>下一对</translation>
    </message>
    <message>
        <source>Take these decisions</source>
        <translation>按以上选择处理</translation>
    </message>
    <message>
        <source>Leave all as they are</source>
        <translation>全部不处理</translation>
    </message>
    <message>
        <source>In your file: {where}</source>
        <translation>您的文件：{where}</translation>
    </message>
    <message>
        <source>Also in your file: {where}</source>
        <translation>同在您的文件：{where}</translation>
    </message>
    <message>
        <source>In the bank: {uid}</source>
        <translation>题库中：{uid}</translation>
    </message>
    <message>
        <source>Pair {n} of {all} · {percent} % alike</source>
        <translation>第 {n} 对，共 {all} 对 · 相似度 {percent}%</translation>
    </message>
    <message>
        <source>What differs: {what}</source>
        <translation>不同之处：{what}</translation>
    </message>
    <message>
        <source>The same for all of this kind ({n})</source>
        <translation>同类的都这样处理（{n} 对）</translation>
    </message>
    <message>
        <source>{n} of {all} decided</source>
        <translation>已处理 {n} / {all}</translation>
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
        <translation>开设考试</translation>
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
        <source>A sealed exam to open with its code, from {at}</source>
        <translation>密封考试待开启（{at} 起，用开启码）</translation>
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
        <source>The plan &apos;{title}&apos; cannot be drawn today</source>
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
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Take their data out …</source>
        <translation>删除其个人信息 …</translation>
    </message>
    <message>
        <source>No longer an examiner</source>
        <translation>取消考官身份</translation>
    </message>
    <message>
        <source>Exams, certificates, practice …</source>
        <translation>考试、证书、练习…</translation>
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
        <source>Breaks that stop the clock</source>
        <translation>停表休息</translation>
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
        <source>Take the examiner&apos;s role from {name} ({number})?</source>
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
    <name>PersonView</name>
    <message>
        <source>All people</source>
        <translation>全部人员</translation>
    </message>
    <message>
        <source>Transcript …</source>
        <translation>成绩单 …</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
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
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Exams</source>
        <translation>考试</translation>
    </message>
    <message>
        <source>Has not sat an exam yet.</source>
        <translation>还没有参加过考试。</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考试</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>due today {due} · in the wrong-question book {wrong} · done today {done}</source>
        <translation>今日到期 {due} 题 · 错题本 {wrong} 题 · 今日已练 {done} 次</translation>
    </message>
</context>
<context>
    <name>PlaceCard</name>
    <message>
        <source>This computer&apos;s place and time</source>
        <translation>本机位置与时间</translation>
    </message>
    <message>
        <source>Keep the seat</source>
        <translation>保存机位</translation>
    </message>
    <message>
        <source>Name of this seat</source>
        <translation>本机机位名称</translation>
    </message>
    <message>
        <source>Who has another seat in an exam cannot start here. Left empty: anybody can.</source>
        <translation>机位安排在别处的考生不能在本机开始考试。留空则不限。</translation>
    </message>
    <message>
        <source>Time zone of the branch</source>
        <translation>网点时区</translation>
    </message>
    <message>
        <source>By its clock times are shown and typed, days begin, and it is told which rules are in force and when a certificate runs out. Exams that are open keep the instants that they were given.</source>
        <translation>时间按它显示和填写，一天从它的零点开始，依据是否有效、证书何时到期也按它判断。已开设的考试，入场时刻不变。</translation>
    </message>
    <message>
        <source>This computer is seat {seat}.</source>
        <translation>本机机位：{seat}。</translation>
    </message>
    <message>
        <source>This computer has no seat of its own.</source>
        <translation>本机没有指定机位。</translation>
    </message>
    <message>
        <source>The branch&apos;s time zone is {zone}.</source>
        <translation>网点时区已改为 {zone}。</translation>
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
        <source>Delete the plan &apos;{title}&apos;?</source>
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
        <source>Leave without saving what was changed in &apos;{title}&apos;?</source>
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
        <source>A sitting that nobody came back to</source>
        <translation>无人回来继续的答卷</translation>
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
        <source>Template</source>
        <translation>证书模板</translation>
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
        <source>Print papers …</source>
        <translation>印制试卷…</translation>
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
        <source>the plan &apos;{title}&apos;</source>
        <translation>方案“{title}”</translation>
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
        <source>&apos;{title}&apos; is saved. Exams that are open keep their own plan.</source>
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
        <source>Undo the last change</source>
        <translation>撤销上一次修改</translation>
    </message>
    <message>
        <source>Find similar questions</source>
        <translation>查找相似题目</translation>
    </message>
    <message>
        <source>Save my file with the findings</source>
        <translation>保存原文件及检查结果</translation>
    </message>
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
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>{read} entries read. Into &apos;{bank}&apos;: {new} new, {changed} changed, {unchanged} already there.</source>
        <translation>共读取 {read} 条。导入“{bank}”：新增 {new}，更新 {changed}，已有且未变 {unchanged}。</translation>
    </message>
    <message>
        <source>Changes made here: {n}.</source>
        <translation>已在此修改 {n} 处。</translation>
    </message>
    <message>
        <source>Its finding</source>
        <translation>这一题的问题</translation>
    </message>
    <message>
        <source>Its findings: {n}</source>
        <translation>这一题的问题：{n} 个</translation>
    </message>
    <message>
        <source>This entry is not a question yet. What was read of it:</source>
        <translation>这一条还不是题目。读到的内容：</translation>
    </message>
    <message>
        <source>This entry is not a question yet, and what was read of it is not kept. Write it anew:</source>
        <translation>这一条还不是题目，原内容没有保留。可以点“修改”重新填写。</translation>
    </message>
    <message>
        <source>Edit {where}</source>
        <translation>修改 {where}</translation>
    </message>
</context>
<context>
    <name>PrintPapers</name>
    <message>
        <source>Print papers: {title}</source>
        <translation>印制试卷：{title}</translation>
    </message>
    <message>
        <source>Make the papers</source>
        <translation>生成试卷</translation>
    </message>
    <message>
        <source>What is printed</source>
        <translation>印什么</translation>
    </message>
    <message>
        <source>any</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>With answer sheets to fill</source>
        <translation>附答题卡</translation>
    </message>
    <message>
        <source>A3, two columns</source>
        <translation>A3 双栏</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>份数（不同的卷）</translation>
    </message>
    <message>
        <source>Each has its own questions, order and number.</source>
        <translation>每一份的抽题和选项次序都不同，各有自己的试卷编号。</translation>
    </message>
    <message>
        <source>First seed</source>
        <translation>起始种子</translation>
    </message>
    <message>
        <source>The same seed gives the same paper on the same day.</source>
        <translation>同一天、同一种子，得到同一份试卷。</translation>
    </message>
    <message>
        <source>Language of head and instructions</source>
        <translation>卷头和说明的语言</translation>
    </message>
    <message>
        <source>What was made</source>
        <translation>已生成</translation>
    </message>
    <message>
        <source>Papers …</source>
        <translation>试卷…</translation>
    </message>
    <message>
        <source>Keys (confidential) …</source>
        <translation>参考答案（机密）…</translation>
    </message>
    <message>
        <source>Table for the answers …</source>
        <translation>答案登记表…</translation>
    </message>
    <message>
        <source>Answers given on paper come back on the page Results: type them into the table, and bring it in. They are graded as printed, even where the bank has changed meanwhile.</source>
        <translation>考完后把答案录入登记表，在“成绩”页导入即可评分。按印出的试卷评分，即使题库后来改过也一样。</translation>
    </message>
    <message>
        <source>Nothing yet. Each paper gets a number, which stands on its answer sheet too.</source>
        <translation>还没有。每份试卷都有编号，答题卡上印的是同一个编号。</translation>
    </message>
    <message>
        <source>Setting the papers …</source>
        <translation>正在排版试卷…</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>试卷</translation>
    </message>
    <message>
        <source>Setting the keys …</source>
        <translation>正在排版参考答案…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>Workbook ({xlsx})</source>
        <translation>工作簿（{xlsx}）</translation>
    </message>
    <message>
        <source>Table for the answers</source>
        <translation>答案登记表</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
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
    <name>RegradeView</name>
    <message>
        <source>Keys that changed</source>
        <translation>答案有改动</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Back to the results</source>
        <translation>返回成绩</translation>
    </message>
    <message>
        <source>Grade again</source>
        <translation>重新评分</translation>
    </message>
    <message>
        <source>Whose results</source>
        <translation>哪些成绩</translation>
    </message>
    <message>
        <source>This exam: {title}</source>
        <translation>本场考试：{title}</translation>
    </message>
    <message>
        <source>All exams of the plan {code}</source>
        <translation>方案 {code} 的全部考试</translation>
    </message>
    <message>
        <source>All results with questions of the bank {code}</source>
        <translation>用过题库 {code} 的全部成绩</translation>
    </message>
    <message>
        <source>Results that would change</source>
        <translation>会改变的成绩</translation>
    </message>
    <message>
        <source>Reason (stands on every new result)</source>
        <translation>原因（写在每份新成绩上）</translation>
    </message>
    <message>
        <source>All of them or none. Older results stay; certificates that were issued are not revoked by this.</source>
        <translation>全部重评或全部不动。旧成绩保留；已签发的证书不会因此撤销。</translation>
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
        <source>Score now</source>
        <translation>现分数</translation>
    </message>
    <message>
        <source>Score then</source>
        <translation>重评后</translation>
    </message>
    <message>
        <source>Result now</source>
        <translation>现结果</translation>
    </message>
    <message>
        <source>Result then</source>
        <translation>重评后结果</translation>
    </message>
    <message>
        <source>Comparing keys and results …</source>
        <translation>正在比对答案与成绩 …</translation>
    </message>
    <message>
        <source>{bank} · {stem} · results that went by the other key: {n}</source>
        <translation>{bank} · {stem} · 按另一答案评过的成绩：{n} 份</translation>
    </message>
    <message>
        <source>Further questions: {n}.</source>
        <translation>另有 {n} 道题。</translation>
    </message>
    <message>
        <source>Every result went by the keys that the banks hold today.</source>
        <translation>所有成绩都是按题库现在的答案评的。</translation>
    </message>
    <message>
        <source>Keys changed, but no score and no verdict would be another.</source>
        <translation>答案有改动，但没有任何分数和结论会改变。</translation>
    </message>
    <message>
        <source>Results that would change: {n} · would pass: {passes} · would no longer pass: {fails}</source>
        <translation>会改变的成绩：{n} 份 · 变为合格：{passes} · 变为不合格：{fails}</translation>
    </message>
    <message>
        <source>Grading again …</source>
        <translation>正在重新评分 …</translation>
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
        <source>Keys that changed …</source>
        <translation>答案有改动 …</translation>
    </message>
    <message>
        <source>Answers from paper …</source>
        <translation>导入纸质答卷…</translation>
    </message>
    <message>
        <source>Which exam&apos;s results</source>
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
        <source>No exam yet. Open one on the exams&apos; page.</source>
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
        <source>Graded again: {n}.</source>
        <translation>已重新评分：{n} 份。</translation>
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
        <source>Tables ({kinds})</source>
        <translation>表格（{kinds}）</translation>
    </message>
    <message>
        <source>Bring in answers given on paper</source>
        <translation>导入纸质答卷的答案</translation>
    </message>
    <message>
        <source>Grading the answers of {file} …</source>
        <translation>正在评分：{file}…</translation>
    </message>
    <message>
        <source>Answers from paper graded: {n}.</source>
        <translation>已登记并评分的纸质答卷：{n} 份。</translation>
    </message>
    <message>
        <source>Marks are awaited for {n}.</source>
        <translation>其中 {n} 份等待人工评分。</translation>
    </message>
    <message>
        <source>Not or not wholly readable, by staff number and question: {list}</source>
        <translation>读不懂或不完整的答案（工号：题号）：{list}</translation>
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
        <source>Record</source>
        <translation>记录</translation>
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
        <source>The file has headings and nobody below them. Choose another file.</source>
        <translation>文件只有标题行，没有人员。请另选文件。</translation>
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
    <name>RunsCard</name>
    <message>
        <source>Runs</source>
        <translation>打印批次</translation>
    </message>
    <message>
        <source>Print what is missing …</source>
        <translation>补印未印好的 …</translation>
    </message>
    <message>
        <source>Go on from this sheet …</source>
        <translation>从这一张继续 …</translation>
    </message>
    <message>
        <source>This sheet was spoiled</source>
        <translation>登记作废</translation>
    </message>
    <message>
        <source>After a jam: from sheet</source>
        <translation>卡纸之后，从第几张</translation>
    </message>
    <message>
        <source>Spoiled sheet</source>
        <translation>印废的是第几张</translation>
    </message>
    <message>
        <source>Number of the form, where it has one</source>
        <translation>证书纸编号（如有）</translation>
    </message>
    <message>
        <source>Reason (stands on record)</source>
        <translation>原因（记录在案）</translation>
    </message>
    <message>
        <source>Every print stands in the journal. Copies are not signed.</source>
        <translation>每次打印都记入日志。打印件没有电子签名。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已印</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Spoiled</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Sheet {sheet} of run {n} is on record as spoiled. Print what is missing to have it again.</source>
        <translation>第 {n} 批第 {sheet} 张已登记作废。用“补印未印好的”重印这一张。</translation>
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
        <source>Print this paper …</source>
        <translation>印制这份试卷…</translation>
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
    <message>
        <source>Paper {number}</source>
        <translation>试卷 {number}</translation>
    </message>
</context>
<context>
    <name>SealForm</name>
    <message>
        <source>Seal an exam for branches</source>
        <translation>制作密封考试</translation>
    </message>
    <message>
        <source>Sealed exams</source>
        <translation>密封考试</translation>
    </message>
    <message>
        <source>Back to the sealed exams</source>
        <translation>返回密封考试</translation>
    </message>
    <message>
        <source>Seal and save …</source>
        <translation>密封并保存 …</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>It travels with all questions of its banks.</source>
        <translation>连同所用题库的全部题目一起发出。</translation>
    </message>
    <message>
        <source>Can be opened and started from</source>
        <translation>可开启和入场的时间</translation>
    </message>
    <message>
        <source>No branch can open it earlier.</source>
        <translation>任何网点都不能提前开启。</translation>
    </message>
    <message>
        <source>Can be started until</source>
        <translation>最晚入场时间</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Staff numbers</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Each branch takes those on its own roster. Neither posts nor numbers: its whole roster.</source>
        <translation>各网点只取本行名册上的人；岗位、工号都不填：网点的全部考生。</translation>
    </message>
    <message>
        <source>Opening code, shown this once and kept nowhere</source>
        <translation>开启码，只显示这一次，不保存在任何地方</translation>
    </message>
    <message>
        <source>Write it down and lock it away. Tell it to the branches by phone on the day, not before.</source>
        <translation>请抄下并锁好。考试当天再电话告知网点，不要提前。</translation>
    </message>
    <message>
        <source>Sealed exams ({kinds})</source>
        <translation>密封考试（{kinds}）</translation>
    </message>
    <message>
        <source>Sealing the exam …</source>
        <translation>正在制作密封考试 …</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
</context>
<context>
    <name>SealedView</name>
    <message>
        <source>Sealed exams</source>
        <translation>密封考试</translation>
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
        <source>Seal one for branches …</source>
        <translation>制作密封考试 …</translation>
    </message>
    <message>
        <source>Take in a sealed exam …</source>
        <translation>收入密封考试 …</translation>
    </message>
    <message>
        <source>No sealed exam lies here. Head office sends a file; its code comes by phone on the day.</source>
        <translation>这里还没有密封考试。总行会发来文件，开启码在考试当天电话告知。</translation>
    </message>
    <message>
        <source>Open with the code</source>
        <translation>用开启码开启</translation>
    </message>
    <message>
        <source>Opening code</source>
        <translation>开启码</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考试</translation>
    </message>
    <message>
        <source>Can be started</source>
        <translation>可开始时间</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>People</source>
        <translation>考生</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>the whole roster</source>
        <translation>全部考生</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Opened: {exam}</source>
        <translation>已开启：{exam}</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>密封中</translation>
    </message>
    <message>
        <source>Can be opened</source>
        <translation>可以开启</translation>
    </message>
    <message>
        <source>Looking at the sealed exams …</source>
        <translation>正在查看密封考试 …</translation>
    </message>
    <message>
        <source>Choose a sealed exam, and type the code that head office tells you on the day.</source>
        <translation>选中一场密封考试，输入总行当天告知的开启码。</translation>
    </message>
    <message>
        <source>“{title}” can be opened from {at} on, not earlier.</source>
        <translation>“{title}”从 {at} 起可以开启，不能提前。</translation>
    </message>
    <message>
        <source>Sealed exams ({kinds})</source>
        <translation>密封考试（{kinds}）</translation>
    </message>
    <message>
        <source>Take in a sealed exam</source>
        <translation>收入密封考试</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>正在读取 {file} …</translation>
    </message>
    <message>
        <source>“{title}” lies here, sealed. Its code opens it on the day.</source>
        <translation>“{title}”已收入，仍然密封。考试当天用开启码开启。</translation>
    </message>
    <message>
        <source>Opening the sealed exam …</source>
        <translation>正在开启密封考试 …</translation>
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
        <source>Station {station}: the part of every certificate&apos;s number that is this machine&apos;s own.</source>
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
        <source>This machine has no keyring that keeps secrets: an examiner unlocks the store at the day&apos;s start.</source>
        <translation>本机没有可用的系统钥匙串：每天开始时由考官输入口令打开。</translation>
    </message>
    <message>
        <source>This machine&apos;s keyring opens the store: candidates sit without an examiner&apos;s passphrase.</source>
        <translation>由本机系统钥匙串打开数据库：考生考试不需要考官输入口令。</translation>
    </message>
    <message>
        <source>An examiner unlocks the store at the day&apos;s start. The keyring can do it instead.</source>
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
        <source>From now on this machine&apos;s keyring opens the store.</source>
        <translation>今后由本机系统钥匙串打开数据库。</translation>
    </message>
    <message>
        <source>From now on an examiner unlocks the store at the day&apos;s start.</source>
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
        <source>The backup is whole and opens. What is here now is set aside in a folder beside it, not deleted. This station gets a new code, so that no certificate&apos;s number is given twice.</source>
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
    <name>SheetsButton</name>
    <message>
        <source>Sheets</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>{sheet}: {n} entries</source>
        <translation>{sheet}：{n} 条</translation>
    </message>
</context>
<context>
    <name>SheetsMenu</name>
    <message>
        <source>Sheets …</source>
        <translation>表单 …</translation>
    </message>
    <message>
        <source>Score sheet …</source>
        <translation>成绩册 …</translation>
    </message>
    <message>
        <source>Attendance …</source>
        <translation>签到表 …</translation>
    </message>
    <message>
        <source>Who has not sat …</source>
        <translation>未考名单 …</translation>
    </message>
    <message>
        <source>Seat labels …</source>
        <translation>座位签 …</translation>
    </message>
    <message>
        <source>Sat papers for the archive …</source>
        <translation>答卷存档 …</translation>
    </message>
    <message>
        <source>The chosen sat paper …</source>
        <translation>所选答卷存档 …</translation>
    </message>
    <message>
        <source>Score sheet as a workbook …</source>
        <translation>成绩册存为工作簿 …</translation>
    </message>
    <message>
        <source>Who has not sat, as a workbook …</source>
        <translation>未考名单存为工作簿 …</translation>
    </message>
    <message>
        <source>Setting the pages …</source>
        <translation>正在排版 …</translation>
    </message>
    <message>
        <source>Tables ({patterns})</source>
        <translation>表格（{patterns}）</translation>
    </message>
    <message>
        <source>Writing {file} …</source>
        <translation>正在写入 {file} …</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存列表</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>People who have left …</source>
        <translation>离职人员 …</translation>
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
        <source>breaks {n} min</source>
        <translation>休息 {n} 分钟</translation>
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
        <source>Looking through the banks …</source>
        <translation>正在查看题库……</translation>
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
    <name>TemplateEditor</name>
    <message>
        <source>Change a template</source>
        <translation>修改模板</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Back to the templates</source>
        <translation>返回模板</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The certificate as it prints; arrow keys move the chosen field</source>
        <translation>证书打印效果；方向键移动所选栏目</translation>
    </message>
    <message>
        <source>Shown for</source>
        <translation>试看的姓名</translation>
    </message>
    <message>
        <source>On the certificate</source>
        <translation>显示在证书上</translation>
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
        <source>Field</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Small heading</source>
        <translation>小标题</translation>
    </message>
    <message>
        <source>From the left</source>
        <translation>距左边</translation>
    </message>
    <message>
        <source>From the top</source>
        <translation>距上边</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Colours, as #1f3a5f</source>
        <translation>颜色，写作 #1f3a5f</translation>
    </message>
    <message>
        <source>Logo …</source>
        <translation>行徽 …</translation>
    </message>
    <message>
        <source>Image of the seal …</source>
        <translation>印章图片 …</translation>
    </message>
    <message>
        <source>Signature …</source>
        <translation>签名图片 …</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>主色</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>点缀色</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>线条</translation>
    </message>
    <message>
        <source>Small headings</source>
        <translation>小标题</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>盖章处</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>图片（{patterns}）</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Drawing the certificate …</source>
        <translation>正在绘制证书 …</translation>
    </message>
    <message>
        <source>This is no picture, or too large a one. Use a PNG or JPEG below 5 MB.</source>
        <translation>这不是图片，或者太大。请用 5 MB 以内的 PNG 或 JPEG。</translation>
    </message>
</context>
<context>
    <name>TemplatesView</name>
    <message>
        <source>Certificate templates</source>
        <translation>证书模板</translation>
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
        <source>Import …</source>
        <translation>导入 …</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Shown for</source>
        <translation>试看的姓名</translation>
    </message>
    <message>
        <source>The certificate as it prints</source>
        <translation>证书打印效果</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改 …</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出 …</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>移除 …</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>证书模板</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>软件自带</translation>
    </message>
    <message>
        <source>us</source>
        <translation>本行</translation>
    </message>
    <message>
        <source>A plan names the template of its certificates. Certificates keep the version they were issued on.</source>
        <translation>试卷方案指定证书模板。已签发的证书保持签发时的版本。</translation>
    </message>
    <message>
        <source>Drawing the certificate …</source>
        <translation>正在绘制证书 …</translation>
    </message>
    <message>
        <source>Templates ({patterns})</source>
        <translation>模板（{patterns}）</translation>
    </message>
    <message>
        <source>Import a template</source>
        <translation>导入模板</translation>
    </message>
    <message>
        <source>“{title}” is kept, version {n}.</source>
        <translation>“{title}”已保存，第 {n} 版。</translation>
    </message>
    <message>
        <source>Export the template</source>
        <translation>导出模板</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Remove a template</source>
        <translation>移除模板</translation>
    </message>
    <message>
        <source>Remove the template “{title}”?</source>
        <translation>移除模板“{title}”？</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Certificates that were issued on it stay as they are. Plans that name it must name another.</source>
        <translation>用它签发的证书不受影响；指定它的试卷方案须改用其他模板。</translation>
    </message>
    <message>
        <source>“{title}” is removed.</source>
        <translation>“{title}”已移除。</translation>
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
        <source>This branch&apos;s own keys are trusted.</source>
        <translation>目前信任本行的发证密钥。</translation>
    </message>
    <message>
        <source>What is to be verified</source>
        <translation>待验证的证书</translation>
    </message>
    <message>
        <source>Add a key or a revocation list …</source>
        <translation>加入公钥或撤销名单 …</translation>
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
        <source>It is told from the certificate alone, with the keys that are trusted and their revocation lists.</source>
        <translation>只凭证书本身、所信任的公钥及其撤销名单得出结论。</translation>
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
        <source>Keys and lists ({patterns})</source>
        <translation>公钥与撤销名单 ({patterns})</translation>
    </message>
    <message>
        <source>Add a key or a revocation list</source>
        <translation>加入公钥或撤销名单</translation>
    </message>
    <message>
        <source>Revocation list no. {number} of {branch}, {at}, is heard while this view is open.</source>
        <translation>本页打开期间采用 {branch} 的第 {number} 号撤销名单（{at}）。</translation>
    </message>
    <message>
        <source>This branch&apos;s own keys are trusted, and {n} more while this view is open.</source>
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
