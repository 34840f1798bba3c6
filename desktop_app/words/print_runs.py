"""Texts of printing certificates: what is asked for and cannot be, runs and their sheets, spoiled forms."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "certificate_print_order": (
        "“{fact}”不能是 {value}，应在 {least} 到 {most} 之间（长度以 0.1 毫米计）。什么都没有打印。请改正后重试。",
        (
            '"{fact}" cannot be {value}: it is {least} to {most} (lengths in tenths of a millimetre). Nothing was '
            "printed. Mend it and try again."
        ),
    ),
    "certificate_nothing_to_print": (
        "按所选条件没有可打印的证书（已撤销、已被取代的不打印）。什么都没有打印。请放宽条件。",
        (
            "No certificate fits what was asked for (revoked and superseded ones are not printed). Nothing was "
            "printed. Ask for more."
        ),
    ),
    "certificate_too_many_to_print": (
        "选中了 {count} 份证书，一批最多 {most} 份。什么都没有打印。请分批，例如按场次或发证日期。",
        (
            "{count} certificates were chosen; one run takes {most}. Nothing was printed. Print in parts, by exam or "
            "by date of issue."
        ),
    ),
    "certificate_not_printed_anew": (
        "证书 {serial} 已撤销或已被取代，不再打印。什么都没有打印。请从清单中去掉它。",
        "Certificate {serial} was revoked or superseded and is not printed. Nothing was printed. Leave it out.",
    ),
    "certificate_no_room_on_sheet": (
        "页边和间距太大，每张 {per_sheet} 份就没有位置了。什么都没有打印。请减小页边、间距或份数。",
        (
            "Margins and gutters leave no room for {per_sheet} on a sheet. Nothing was printed. Make them smaller, or "
            "put fewer on a sheet."
        ),
    ),
    "qr_small": (
        "这样排版，二维码只有 {side} 毫米宽，一个点 {module} 毫米，手机可能扫不出来。请先试印一张，或减少每张份数。",
        (
            "Laid out like this, the QR code is {side} mm wide, a dot {module} mm: telephones may not read it. Print "
            "one sheet and scan it first, or put fewer on a sheet."
        ),
    ),
    "print_run_unknown": (
        "没有第 {run} 批打印。请核对批号（certificate runs）。",
        "There is no print run {run}. Check its number: certificate runs.",
    ),
    "print_sheet_unknown": (
        "第 {run} 批没有第 {sheet} 张，它共有 {sheets} 张。什么都没有改变。请核对张号。",
        "Run {run} has no sheet {sheet}; it has {sheets}. Nothing has changed. Check the number.",
    ),
    "print_nothing_left": (
        "第 {run} 批所选各张上的证书都已撤销或被取代，没有可打印的。什么都没有打印。",
        "None of the certificates on these sheets of run {run} holds any longer. Nothing was printed.",
    ),
    "spoiled_reason_missing": (
        "登记第 {run} 批第 {sheet} 张作废，必须写明原因。什么都没有改变。",
        "Say why sheet {sheet} of run {run} was spoiled. Nothing has changed.",
    ),
    "print_files_there": (
        "文件夹 {path} 里已有同名文件 {count} 个，例如“{name}”。没有写。请换一个文件夹，或确认覆盖（--replace）。",
        (
            'Files of the same names stand in {path} already ({count}), such as "{name}". Nothing was written. Choose '
            "another folder, or say that they may be replaced (--replace)."
        ),
    ),
    "print_target_there": (
        "文件 {path} 已经在那里。什么都没有写。请换一个名称，或确认覆盖（--replace）。",
        "The file {path} is there already. Nothing was written. Give another name, or say --replace.",
    ),
    "print_run_and_choice": (
        "第 {run} 批的证书和排版在开始时已定，续印时不能再给 {option}。什么都没有打印。",
        "Run {run} has its certificates and its layout since it began; leave out {option}. Nothing was printed.",
    ),
    "print_sheet_of_no_run": (
        "只有已开始的一批才能从某一张续印：请同时给出 --run。什么都没有打印。",
        "Only a run that has begun goes on from a sheet: give --run, too. Nothing was printed.",
    ),
    "length_unreadable": (
        "看不懂长度“{value}”。请写毫米数，最多一位小数，例如 1.5；偏移写成 1.5,-0.3。没有任何改动。",
        (
            'The length "{value}" cannot be read. Write millimetres with one decimal at most, like 1.5; an offset like '
            "1.5,-0.3. Nothing has changed."
        ),
    ),
    "print_copy": (
        "这是打印件，没有签名，内容可能被改动过；只有二维码可验。",
        "It is a print copy, unsigned, and may have been changed; its QR code alone can be verified.",
    ),
    "journal_certificates_print_run_begun": ("开始一批证书打印", "began a print run of certificates"),
    "journal_certificates_certificates_printed": ("打印证书", "printed certificates"),
    "journal_certificates_sheet_spoiled": ("登记作废的纸张", "noted a spoiled sheet"),
    "fact_run": ("批号", "run"),
    "fact_sheets": ("张数", "sheets"),
    "fact_sheet": ("张号", "sheet"),
    "fact_first_sheet": ("自第几张", "from sheet"),
    "fact_last_sheet": ("至第几张", "to sheet"),
    "fact_certificates": ("证书份数", "certificates"),
    "fact_medium": ("去向", "medium"),
    "fact_target": ("目标", "onto"),
    "fact_form_number": ("证书纸编号", "form number"),
    "field_per_sheet": ("每张份数", "certificates on a sheet"),
    "field_margin": ("页边", "margin"),
    "field_gutter": ("间距", "gutter"),
    "field_right": ("向右偏移", "offset to the right"),
    "field_down": ("向下偏移", "offset downwards"),
    "medium_printer": ("打印机", "printer"),
    "medium_file": ("PDF 文件", "PDF file"),
    "medium_folder": ("文件夹", "folder"),
    "print_run_line": (
        "第 {run} 批：{certificates} 份，{sheets} 张，已印 {printed} 张，作废 {spoiled} 张。{left}",
        "Run {run}: {certificates} certificates, {sheets} sheets, {printed} printed, {spoiled} spoiled. {left}",
    ),
    "print_run_left": ("自第 {next} 张起未印。", "Not printed from sheet {next} on."),
    "print_run_whole": ("全部印完。", "All printed."),
}
