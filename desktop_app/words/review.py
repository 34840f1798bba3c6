"""Texts of a review: the user's workbook with what was found in it."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "review_not_xlsx": (
        "检查结果只能写成 .xlsx（给出的是 {path}）。什么都没有改变。请换一个以 .xlsx 结尾的文件名。",
        "A review is written as .xlsx ({path} was given). Nothing has changed. Give a name that ends in .xlsx.",
    ),
    "review_over_input": (
        "检查结果会覆盖要导入的文件本身（{path}）。什么都没有改变。请换一个文件名。",
        (
            "The review would take the place of the very file that is imported ({path}). Nothing has "
            "changed. Give another name."
        ),
    ),
    "review_of_one_file": (
        "--review 一次只能用于一个文件（给出了 {files} 个）。什么都没有改变。请逐个导入。",
        "--review goes with one file ({files} were given). Nothing has changed. Import them one by one.",
    ),
    "review_failed": (
        "导入已完成，但检查结果没有写成：{why}",
        "The import is done, but the review was not written: {why}",
    ),
    "review_label_findings": ("检查结果", "Findings"),
    "review_label_where": ("位置", "Where"),
    "review_label_outcome": ("处理", "Outcome"),
    "review_label_what": ("说明", "What, and what to do"),
    "review_label_rejected": ("未导入", "Not imported"),
    "review_label_skipped": ("已跳过", "Skipped"),
    "review_label_warning": ("请核对", "Check"),
    "review_label_nothing": ("没有发现问题。", "Nothing was found."),
    "review_lost_look": (
        "原文件不是 .xlsx（或太大）：各格的文字都在，格式、合并、公式、图片等没有保留。原文件没有改变。",
        (
            "The file is no .xlsx (or too large for it): the text of every cell is there, but no "
            "formatting, merged cells, formulas or pictures. Your own file is as it was."
        ),
    ),
    "review_lost_listed": (
        "这种格式不是表格，不能在原处标注：每条发现占一行，另成一个工作簿。原文件没有改变。",
        (
            "This format is no table that could be marked: the workbook has one row a finding instead. Your "
            "own file is as it was."
        ),
    ),
    "review_lost_long_cells": (
        "有 {count} 格的文字太长，在检查结果中只保留开头。原文件没有改变。",
        "{count} cells hold more text than fits; the review has their beginning. Your own file is as it was.",
    ),
    "review_lost_far_cells": (
        "有 {count} 处超出 .xlsx 的行列范围，没有写入检查结果。原文件没有改变。",
        (
            "{count} rows or cells lie beyond what an .xlsx can hold and are not in the review. Your own "
            "file is as it was."
        ),
    ),
    "review_lost_results": (
        "有 {count} 个公式的计算结果没有写入：在 Excel 或 WPS 中打开并保存后才重新出现；保存前请勿直接再导入。",
        (
            "The results of {count} formulas are not in it: they come back when it is opened and saved in "
            "Excel or WPS. Do that before importing it."
        ),
    ),
    "review_lost_macros": (
        "检查结果中没有保留：宏（{count} 个）。原文件没有改变。",
        "The review does not have the macros of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_charts": (
        "检查结果中没有保留：图表（{count} 个）。原文件没有改变。",
        "The review does not have the charts of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_images": (
        "检查结果中没有保留：图片（{count} 个）。原文件没有改变。",
        "The review does not have the pictures of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_cell_images": (
        "检查结果中没有保留：单元格内嵌图片（WPS）（{count} 个）。原文件没有改变。",
        (
            "The review does not have the pictures inside cells (WPS) of your workbook ({count}). Your own "
            "file is as it was."
        ),
    ),
    "review_lost_pivots": (
        "检查结果中没有保留：数据透视表（{count} 个）。原文件没有改变。",
        "The review does not have the parts of pivot tables of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_slicers": (
        "检查结果中没有保留：切片器（{count} 个）。原文件没有改变。",
        "The review does not have the slicers of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_controls": (
        "检查结果中没有保留：窗体控件（{count} 个）。原文件没有改变。",
        "The review does not have the form controls of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_objects": (
        "检查结果中没有保留：嵌入的对象（{count} 个）。原文件没有改变。",
        "The review does not have the embedded objects of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_threads": (
        "检查结果中没有保留：批注对话（{count} 个）。原文件没有改变。",
        "The review does not have the threads of comments of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_connections": (
        "检查结果中没有保留：数据连接（{count} 个）。原文件没有改变。",
        "The review does not have the data connections of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_links": (
        "检查结果中没有保留：外部链接（{count} 个）。原文件没有改变。",
        "The review does not have the links to other workbooks of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_signature": (
        "检查结果中没有保留：数字签名（{count} 个）。原文件没有改变。",
        "The review does not have the digital signatures of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_custom_xml": (
        "检查结果中没有保留：自定义 XML（{count} 个）。原文件没有改变。",
        "The review does not have the pieces of custom XML of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_shapes": (
        "检查结果中没有保留：形状和文本框（{count} 个）。原文件没有改变。",
        "The review does not have the shapes and text boxes of your workbook ({count}). Your own file is as it was.",
    ),
    "review_lost_new_rules": (
        "检查结果中没有保留：新式条件格式、数据有效性或迷你图（{count} 个）。原文件没有改变。",
        (
            "The review does not have the newer rules of formatting or validation, or sparklines of your "
            "workbook ({count}). Your own file is as it was."
        ),
    ),
    "review_lost_phonetics": (
        "检查结果中没有保留：拼音标注（{count} 个）。原文件没有改变。",
        "The review does not have the phonetic guides of your workbook ({count}). Your own file is as it was.",
    ),
}
