"""Texts of ``tables``: files that cannot be read as workbook or csv, and cells that may not show what was meant."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "table_not_a_table": (
        (
            "这不是工作簿，也不是 CSV 表格（内容是：{found}）。什么都没有改变。请在 Excel 或 WPS 中打开原文件，另存为 "
            ".xlsx 后再导入。"
        ),
        (
            "This is neither a workbook nor a csv (what is inside: {found}). Nothing has changed. Open the original in "
            "Excel or WPS, save it as .xlsx and import that."
        ),
    ),
    "text_beside_tables": (
        (
            "表格以外还有 {count} 段文字没有读取，从“{text}”开始。如果其中有试题，请用 Word 或 WPS 打开，"
            "另存为 .docx 后再导入。"
        ),
        (
            "{count} passages outside the tables were not read, the first is '{text}'. If there are questions among "
            "them, open the file in Word or WPS, save it as .docx and import that."
        ),
    ),
    "table_encrypted": (
        "文件有密码保护，无法读取。什么都没有改变。请在 Excel、Word 或 WPS 中取消密码，另存后再导入。",
        (
            "The file is protected by a password. Nothing has changed. Take the password away in Excel, Word or WPS, "
            "save it and import it again."
        ),
    ),
    "table_empty_file": (
        "文件是空的，没有任何内容。什么都没有改变。请检查是否选对了文件。",
        "The file is empty. Nothing has changed. See whether it is the right file.",
    ),
    "table_too_large": (
        (
            "工作表的内容一直延伸到 {where}（{rows} 行、{columns} 列），超出可读取的范围。什么都没有改变。请删除那个远"
            "处的单元格，或把题目复制到新的工作表后再导入。"
        ),
        (
            "The sheet reaches as far as {where} ({rows} rows, {columns} columns), which is more than can be read. "
            "Nothing has changed. Delete that far cell, or copy the questions into a new sheet, and import again."
        ),
    ),
    "table_unpacks_too_large": (
        (
            "工作簿解开后有 {megabytes} MB，远大于任何题库，已拒绝读取。什么都没有改变。请把题目复制到新的工作簿后再导"
            "入。"
        ),
        (
            "The workbook unpacks to {megabytes} MB, more than any list of questions, and was refused. Nothing has "
            "changed. Copy the questions into a new workbook and import that."
        ),
    ),
    "table_damaged": (
        "工作簿已损坏，无法读取（{part}）。什么都没有改变。请在 Excel 或 WPS 中打开并另存，或重新下载后再导入。",
        (
            "The workbook is damaged and cannot be read ({part}). Nothing has changed. Open it in Excel or WPS and "
            "save it again, or fetch it anew."
        ),
    ),
    "table_quote_open": (
        '第 {line} 行开始有一个没有配对的引号（"），后面的各行都会混进同一格。什么都没有改变。请补上或删去它后再导入。',
        (
            'A quotation mark (") that begins in the row at line {line} is never closed, so all rows below it would be '
            "one cell. Nothing has changed. Close it or take it out, then import again."
        ),
    ),
    "reader_died": (
        "读取文件时读取程序中止（{why}）。什么都没有改变，正在进行的考试不受影响。请把题目复制到新的工作簿后再导入。",
        (
            "The reader gave up on this file ({why}). Nothing has changed, and running exams are not affected. Copy "
            "the questions into a new workbook and import that."
        ),
    ),
    "reader_timed_out": (
        "读取文件超过 {seconds} 秒，已中止。什么都没有改变。请把文件拆分成几个较小的文件后再导入。",
        (
            "Reading the file took longer than {seconds} seconds and was ended. Nothing has changed. Split the file "
            "into smaller ones and import those."
        ),
    ),
    "cell_text_struck": (
        "单元格中的“{value}”画有删除线，按已删除处理，没有读取。若仍然有效，请去掉删除线。",
        "'{value}' is struck out in its cell, so it was taken for deleted. If it still holds, take the line away.",
    ),
    "row_struck_out": (
        "整行画有删除线，按已删除处理，已跳过。若仍然有效，请去掉删除线。",
        "The whole row is struck out, so it was taken for deleted and skipped. If it still holds, take the line away.",
    ),
    "cell_formula_unsolved": (
        "单元格是公式，但文件里没有保存计算结果，按空白读取。请在 Excel 或 WPS 中打开并保存后再导入。",
        (
            "The cell is a formula whose result is not kept in the file; it was read as empty. Open and save the file "
            "in Excel or WPS, then import it again."
        ),
    ),
    "cell_picture_missing": (
        "单元格引用的图片（{image}）不在文件里，没有读取。请重新插入图片后再导入。",
        "The picture of this cell ({image}) is not in the file; it was not read. Insert it again, then import.",
    ),
    "cell_drawing_left_out": (
        "此处的图形“{name}”（文本框、图表等）不是图片，没有读取。请把文字写进单元格，或换成图片。",
        (
            "The drawing '{name}' here (a text box, a chart) is no picture and was not read. Write its text into a "
            "cell, or make it a picture."
        ),
    ),
    "rows_hidden": (
        "工作表中有 {rows} 行被隐藏（如筛选），已照常读取。",
        "{rows} rows of the sheet are hidden (by a filter, say); they were read like the others.",
    ),
    "columns_hidden": (
        "工作表中有 {columns} 处隐藏的列，已照常读取。",
        "Columns of the sheet are hidden ({columns} of them); they were read like the others.",
    ),
    "cell_shows_error": (
        "单元格显示的是公式错误（如 #REF!），按空白处理。请在原文件中改正。",
        "The cell shows a formula's error (such as #REF!) and was read as empty. Mend it in the file.",
    ),
    "cell_number_rounded": (
        (
            "单元格中的数字超过 15 位，表格软件已将其四舍五入，读到的是 {shown}。如是证件号或卡号，请改为文本格式重新填"
            "写。"
        ),
        (
            "The number in this cell has more than 15 digits and was already rounded by the spreadsheet: {shown}. If "
            "it is an identity or card number, type it again as text."
        ),
    ),
    "cell_format_unclear": (
        "单元格的数字格式（{format}）显示的内容无法确定，按“{shown}”读取。请核对，或改为文本后再导入。",
        (
            "What the cell's number format ({format}) shows cannot be told for certain; it was read as '{shown}'. "
            "Check it, or turn it into text."
        ),
    ),
}
