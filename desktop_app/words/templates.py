"""Texts of ``templates``: what is wrong with a certificate's template, and why one is not kept."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # the shipped ones, by their code
    "template_named_formal": ("庄重", "Formal"),
    "template_named_modern": ("现代", "Modern"),
    "template_named_plain": ("简洁", "Plain"),
    # the pages, by what they are called in the file
    "page_A4 landscape": ("A4 横向", "A4 landscape"),
    "page_A4 portrait": ("A4 纵向", "A4 portrait"),
    "page_A5 landscape": ("A5 横向", "A5 landscape"),
    "page_A5 portrait": ("A5 纵向", "A5 portrait"),
    "page_A6 landscape": ("A6 横向", "A6 landscape"),
    "page_card": ("卡片", "card"),
    "template_unknown": (
        "没有名为“{template}”的证书模板。什么都没有改变。模板列表（template list）列出现有的模板。",
        "There is no certificate template “{template}”. Nothing was changed. All there are: template list.",
    ),
    "template_is_shipped": (
        "模板“{template}”是软件自带的，不能修改或移除。请换一个代码另存。",
        (
            "The template “{template}” came with the program and is neither changed nor removed. Save it under another "
            "code."
        ),
    ),
    "template_unfit": (
        "{file} 不能用作证书模板，有 {count} 处问题，没有导入。请逐处改正后再导入。",
        "{file} is no template that certificates can be drawn from: {count} things are wrong. It was not taken in.",
    ),
    # the file
    "template_picture_without_field": (
        '图片没有对应的栏目。请添加同名的图片栏目（kind = "picture"），或删去图片。',
        'There is no field for this picture. Add one of its name with kind = "picture", or take the picture out.',
    ),
    "template_picture_unreadable": (
        "图片读不了。请用 PNG 或 JPEG，转成 base64 文字。",
        "The picture cannot be read. Use a PNG or JPEG, as base64.",
    ),
    "template_not_toml": (
        "文件不是可读的 TOML 模板，问题在标出的行:列。请改正该处，或重新导出后再导入。",
        "The file is no template in TOML that can be read; it goes wrong at the line:column named. Mend that place.",
    ),
    "template_file_too_large": (
        "文件大于 {kilobytes} KB，没有哪个模板需要这么大。请缩小图片后重新导出。",
        "The file is larger than {kilobytes} kB, which no template needs. Make its pictures smaller.",
    ),
    "template_key_unknown": (
        "没有这个项目。请检查拼写或删去它。",
        "There is no such key here. Check the spelling or take it out.",
    ),
    "template_key_missing": ("缺少这一项。请补上。", "This is missing. Add it."),
    "template_value_type": (
        "值“{value}”的类型不对：数字不加引号，文字加引号，是否写 true 或 false。",
        "“{value}” is of the wrong kind: numbers stand without quotes, texts within, yes or no is true or false.",
    ),
    "template_value_range": (
        "值“{value}”超出范围，应在 {low} 与 {high} 之间。",
        "“{value}” is out of range: from {low} to {high}.",
    ),
    "template_value_choice": (
        "“{value}”不在可选范围内。可选：{choices}。",
        "“{value}” is none of the choices: {choices}.",
    ),
    "template_colour_unreadable": (
        "颜色“{value}”读不了。请写成 #1f3a5f 这样的形式。",
        "The colour “{value}” cannot be read. Write it as #1f3a5f.",
    ),
    "template_code_unusable": (
        "“{value}”不能用作代码。请用小写字母开头，只含小写字母、数字和下划线，最多 32 个字符。",
        "“{value}” cannot be a code: a small letter, then small letters, digits and _, 32 at most.",
    ),
    "template_text_too_many": (
        "文字有 {value} 个字符，最多 {most} 个。请缩短。",
        "The text has {value} characters, {most} are allowed. Shorten it.",
    ),
    "template_text_unprintable": (
        "文字含有换行或看不见的字符：{value}。请删去。",
        "The text has line breaks or invisible characters: {value}. Take them out.",
    ),
    "template_too_many_fields": (
        "模板有 {value} 个栏目，最多 {most} 个。请删去多余的。",
        "The template has {value} fields, {most} are allowed. Take some out.",
    ),
    "template_kind_of_another": (
        "这个名称的栏目不能是“{value}”：证书内容、二维码和盖章处各用自己的名称，且只出现一次。",
        "A field of this name cannot be “{value}”: facts, QR code and seal go by their own names, each once.",
    ),
    # the page
    "template_field_missing": (
        "缺少必须有的栏目“{field}”。请补上。",
        "The field “{field}” must be on every certificate and is missing. Add it.",
    ),
    "template_field_hidden": (
        "栏目“{field}”必须显示在证书上，不能隐藏。",
        "The field “{field}” must be on every certificate and cannot be hidden.",
    ),
    "template_qr_small": (
        "二维码宽 {wide} 毫米，小于 {least} 毫米，扫描件可能读不出。请放大。",
        "The QR code is {wide} mm wide; below {least} mm a scan may not read it. Make it larger.",
    ),
    "template_field_outside": (
        (
            "栏目“{field}”超出可用的版面：左右在 {left} 与 {right} 毫米之间，上下在 {top} 与 {bottom} 毫米之间。"
            "请移动或缩小它。"
        ),
        (
            "The field “{field}” leaves the usable page, from {left} to {right} mm across and from {top} to {bottom} "
            "mm down. Move it or make it smaller."
        ),
    ),
    "template_fields_overlap": (
        "栏目“{field}”与“{other}”重叠。请移开或缩小其中一个（按写满时所占的位置计算）。",
        "The fields “{field}” and “{other}” overlap, each counted as full as it can be. Move one or make it smaller.",
    ),
    "template_characters_missing": (
        "栏目“{field}”的文字含有字库里没有的字符：{characters}（共 {count} 个）。请换掉。",
        "The texts of “{field}” have characters that no bundled font has: {characters} ({count} in all). Replace them.",
    ),
    "template_text_missing": (
        "栏目“{field}”没有文字。请写上文字，或删去这一栏。",
        "The field “{field}” has no text. Write one, or take the field out.",
    ),
    "template_text_too_long": (
        "栏目“{field}”的文字（{length} 字）放不下。请缩短文字、加宽栏目或减小字号。",
        "The text of “{field}” ({length} characters) does not fit. Shorten it, widen the field or set it smaller.",
    ),
    "template_label_too_long": (
        "栏目“{field}”的小标题（{length} 字）比栏目宽。请缩短或加宽。",
        "The label of “{field}” ({length} characters) is wider than the field. Shorten it or widen the field.",
    ),
    "template_label_too_near": (
        "栏目“{field}”的小标题离正文太近（{gap} 毫米）。请加大间距。",
        "The label of “{field}” is too near its text ({gap} mm). Move it further up.",
    ),
    "specimen_short": ("短姓名", "A short name"),
    "specimen_long": ("长姓名", "A long name"),
    "specimen_rare": ("生僻字", "Rare characters"),
    "specimen_english": ("英文姓名", "An English name"),
}
