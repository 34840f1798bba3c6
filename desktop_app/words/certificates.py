"""Texts of ``certificates``: why one is not issued, and what verifying one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.words import phrase

if TYPE_CHECKING:
    from desktop_app.certificates.proof import Verdict

TEXTS: dict[str, tuple[str, str]] = {
    # issuing
    "certificate_not_submitted": (
        "这份答卷尚未交卷或已作废，不能发证。",
        "This sitting was not handed in, or is void; no certificate can be issued on it.",
    ),
    "certificate_marks_awaited": (
        "这份答卷还有题目待评分。请先评分，再发证。",
        "Answers of this sitting are still to be marked. Mark them first, then issue.",
    ),
    "certificate_not_released": (
        "这份答卷的成绩尚未发布。请先发布成绩，再发证。",
        "The result of this sitting has not been released. Release it first, then issue.",
    ),
    "certificate_not_passed": (
        "这份答卷成绩不合格，不能发证。",
        "This sitting was not passed; no certificate can be issued on it.",
    ),
    "certificate_already_issued": (
        "这份答卷已有有效证书 {serial}。什么都没有改变。如需更正，请先注明原因撤销原证书。",
        "This sitting has a certificate already, {serial}. Nothing has changed. To correct it, revoke that one first.",
    ),
    "certificate_sample_unconfirmed": (
        "“{plan}”是样卷，题目任何人都能看到。证书尚未签发。确需签发，请确认；命令行用 --sample-too。",
        (
            '"{plan}" is a sample: anyone can read its questions. No certificate was issued. If you do want one, '
            "confirm it; on the command line by --sample-too."
        ),
    ),
    "certificate_clock_behind": (
        "本机时间（{now}）早于成绩的时间（{graded_at}），证书日期会出错，因此没有签发。请校准系统时间后重试。",
        (
            "This machine's clock ({now}) is behind the result ({graded_at}), so the certificate would be misdated and "
            "was not issued. Set the clock right and try again."
        ),
    ),
    "certificate_characters_missing": (
        "证书上的{fact}含有字库里没有的字符：{characters}（共 {count} 个）。证书没有签发。请核对花名册中的写法。",
        (
            "The {fact} has characters that no bundled font can print: {characters} ({count} in all). No "
            "certificate was issued. Check how it is written in the roster."
        ),
    ),
    "certificate_text_too_long": (
        "证书文字太长，二维码放不下，最长的是{fact}（{length} 字），至少要缩短 {over} 字。证书没有签发。",
        (
            "The texts are too long for the QR code; the longest is the {fact} ({length} characters). Shorten it "
            "by {over} at least. No certificate was issued."
        ),
    ),
    "certificate_text_does_not_fit": (
        "证书上的{fact}（{length} 字）太长，版面放不下。证书没有签发。请改用简称。",
        (
            "The {fact} ({length} characters) is too long for its place on the certificate. No certificate was "
            "issued. Use a shorter form."
        ),
    ),
    # keeping
    "certificate_unknown": (
        "没有编号为 {serial} 的证书。请核对编号。",
        "There is no certificate {serial}. Check the number.",
    ),
    "certificate_serial_mistyped": (
        "证书编号 {serial} 的校验位不符，可能输错了。请核对编号。",
        "The check character of {serial} does not fit, so it was mistyped. Check the number.",
    ),
    "certificate_reason_missing": (
        "撤销证书 {serial} 必须写明原因。什么都没有改变。",
        "Revoking certificate {serial} needs a reason. Nothing has changed.",
    ),
    "certificate_already_revoked": (
        "证书 {serial} 已于 {revoked_at} 撤销，原因：{why}。什么都没有改变。",
        "Certificate {serial} was revoked already, at {revoked_at}: {why}. Nothing has changed.",
    ),
    # renewing
    "certificate_renewal_reason_missing": (
        "请写明证书 {serial} 换发或保留的原因。什么都没有改变。",
        "Say why certificate {serial} is renewed or kept. Nothing has changed.",
    ),
    "certificate_holds_no_longer": (
        "证书 {serial} 已被撤销或取代，不能换发。什么都没有改变。",
        "Certificate {serial} was revoked or superseded, so it cannot be renewed. Nothing has changed.",
    ),
    "certificate_not_in_doubt": (
        "证书 {serial} 的成绩没有疑问，或疑问已经处理。什么都没有改变。",
        "Certificate {serial} is not in doubt, or its doubt was settled. Nothing has changed.",
    ),
    # keys
    "issuer_key_algorithm_unknown": (
        "密钥 {key} 的算法 {algorithm} 本版本不认识，不能用它签名。数据没有改变。请使用较新的版本。",
        (
            "Key {key} is of the algorithm {algorithm}, which this version does not know and cannot sign with. Nothing "
            "has changed. Use a newer version."
        ),
    ),
    "issuer_key_expired": (
        "发证密钥 {key} 的有效期到 {until}，没有签发。请更换密钥（certificate rotate）并请总行认证。",
        (
            "The issuing key {key} is certified until {until}; what it signs now would not be believed, so nothing was "
            "issued. Change the key (certificate rotate) and have head office certify it."
        ),
    ),
    "issuer_renamed": (
        "网点名称是“{branch}”，而发证密钥是为“{certified}”认证的，现在签发不会被承认，因此没有签发。请总行重新认证。",
        (
            'The branch is called "{branch}", but its key was certified for "{certified}"; what it signs now would not '
            "be believed, so nothing was issued. Have head office certify it again."
        ),
    ),
    "root_missing": (
        "本机没有根密钥。什么都没有改变。总行先用 certificate root 生成。",
        "There is no root key in this store. Nothing has changed. Head office makes one first: certificate root.",
    ),
    "nothing_incoming": (
        "这个文件不是请求、总行的答复、登记簿或撤销名单，没有接收。请核对选的是不是这个文件。",
        (
            "The file is no request, no answer of head office, no register and no revocation list; it was not taken "
            "in. Check that it is the right one."
        ),
    ),
    "key_kind_root": ("总行根密钥", "root of head office"),
    "key_kind_issuing": ("本行发证密钥", "this branch's key"),
    "key_kind_branch": ("下级网点的密钥", "a branch's key"),
    "key_state_current": ("使用中", "in use"),
    "key_state_retired": ("已停用，所发证书仍有效", "retired; what it signed is valid"),
    "key_state_stolen": ("已被盗", "stolen"),
    "key_state_trusted": ("已信任", "trusted"),
    "verify_address_unusable": (
        (
            "“{address}”不能写进二维码。什么都没有改变。请写以 https:// 开头的网址，"
            "只用英文字母、数字和 . _ ~ / ? = & % + -，最多 {longest} 个字符。"
        ),
        (
            "“{address}” cannot stand in a QR code. Nothing was changed. Give an address that begins with https://, of "
            "letters, digits and . _ ~ / ? = & % + - only, of at most {longest} characters."
        ),
    ),
    "verifier_not_built": (
        "这份程序安装时没有 Node.js，没有制作核验网页。请在有 Node.js 的电脑上重新安装，或向总行索取。",
        (
            "This copy of the program was set up without Node.js, so the verify page was not made. Set it up where "
            "Node.js is, or ask head office for the page."
        ),
    ),
    "nothing_to_trust": (
        "这个文件里没有总行根证书。信任的密钥没有改变。请向总行索取 certificate certify 导出的文件。",
        (
            "This file holds no root's certificate. What is trusted has not changed. Ask head office for the file that "
            "certificate certify wrote."
        ),
    ),
    "register_unreadable": (
        "这个文件不是证书登记册，或签名后被改动过。没有采用其中任何内容。请网点重新导出。",
        (
            "This file is no register of certificates, or was changed since it was signed. Nothing in it was used. "
            "Have the branch write it again."
        ),
    ),
    "register_untrusted": (
        "{branch} 的登记册由密钥 {key} 签名，它未经本机根密钥认证，或已被盗。没有采用。请与网点核实。",
        (
            "The register of {branch} is signed by key {key}, which this root did not certify, or which was stolen. It "
            "was not used. Ask the branch."
        ),
    ),
    "register_differs": (
        "{branch} 的登记册对证书 {serial} 的说法与以前不同，可能有人盗用密钥。没有采用。请立即与网点核实。",
        (
            "The register of {branch} says of certificate {serial} something else than before; somebody may be using "
            "the key. It was not used. Ask the branch at once."
        ),
    ),
    "key_unknown": (
        "没有编号为 {key} 的密钥。什么都没有改变。certificate keys 列出全部密钥。",
        "There is no key {key}. Nothing has changed. All keys: certificate keys.",
    ),
    "stolen_reason_missing": (
        "登记密钥 {key} 被盗必须写明经过。什么都没有改变。",
        "Say how key {key} was stolen. Nothing has changed.",
    ),
    "key_already_stolen": (
        "密钥 {key} 已于 {stolen_at} 登记为被盗。什么都没有改变。",
        "Key {key} was called stolen already, at {stolen_at}. Nothing has changed.",
    ),
    "revocation_list_older": (
        "{branch} 的撤销名单第 {number} 号比已有的第 {held} 号旧，或与它不同。已有的保留不变。",
        (
            "List number {number} of {branch} is older than number {held}, which is held already, or differs from it. "
            "The held one stays."
        ),
    ),
    # verifying
    "issuer_unreadable": (
        "这个文件里没有可用的发证公钥（应为 PEM 格式，由 certificate issuer 导出）。请换成正确的文件。",
        "This file holds no issuer's public key (PEM, as written by: certificate issuer). Give the right file.",
    ),
    "verdict_valid": (
        "有效：证书 {serial}，{holder}，有效期至 {valid_until}。",
        "Valid: certificate {serial}, {holder}, until {valid_until}.",
    ),
    "verdict_expired": (
        "已过期：证书 {serial} 是真的，但有效期只到 {valid_until}。",
        "Expired: certificate {serial} is genuine, but was valid until {valid_until} only.",
    ),
    "verdict_superseded": (
        "已被替换：证书 {serial} 是真的，但已有新证书取代。",
        "Superseded: certificate {serial} is genuine, but a newer one has taken its place.",
    ),
    "verdict_revoked": (
        "已撤销：证书 {serial} 是真的，但颁发机构已将其撤销。",
        "Revoked: certificate {serial} is genuine, but its issuer has revoked it.",
    ),
    "verdict_forged": (
        "伪造或被改动过：签名与内容不符。不要采信上面的任何内容。",
        "Forged or changed: signature and content do not agree. Do not believe anything it says.",
    ),
    "verdict_unknown_issuer": (
        "颁发机构未知：签发它的密钥不在您信任的公钥之中。请向颁发机构索取公钥，再验证一次。",
        "Unknown issuer: it was signed by a key that you do not trust. Ask the issuer for its key and verify again.",
    ),
    "issuer_is_root": (
        "签发它的是总行根密钥，根密钥不签发证书",
        "it was signed by a root, which issues no certificates",
    ),
    "issuer_key_not_then": (
        "签发它的密钥在发证日期那天不在有效期内",
        "the key that signed it did not hold on the date of issue",
    ),
    "issuer_name_differs": (
        "签发它的密钥属于另一家机构，与证书上的颁发机构不符",
        "the key that signed it belongs to another branch than the issuer it names",
    ),
    "issuer_key_stolen": (
        "签发它的密钥已被盗，而这份证书不在被盗前的登记册里",
        "the key that signed it was stolen, and this certificate is not in the register taken before",
    ),
    "certificate_file_too_large": (
        "文件超过 20 MB，证书没有这么大",
        "the file has more than 20 MB; no certificate is that large",
    ),
    "verdict_why": ("原因：{why}。", "Why: {why}."),
    "verdict_reason": ("撤销原因：{reason}", "Reason: {reason}"),
    "revocation_list_unreadable": (
        "这个文件不是签名的撤销名单，或签名后被改动过。没有采用其中任何内容。请向颁发机构重新索取。",
        (
            "This file is no signed revocation list, or was changed since it was signed. Nothing in it was used. Ask "
            "the issuer for it again."
        ),
    ),
    "key_request_unreadable": (
        "这不是网点的密钥申请文件，或文件已损坏。什么都没有改变。请让网点重新导出后再试。",
        "This is no request for a branch's key, or it is damaged. Nothing has changed. Ask the branch for it again.",
    ),
    "revocation_list_untrusted": (
        "撤销名单（{branch}，第 {number} 号）的签发者不在您信任的公钥之中，或密钥已被盗。未采用，请向颁发机构核实。",
        (
            "The revocation list of {branch}, number {number}, is signed by a key that you do not trust, or that was "
            "stolen. It was not used. Ask the issuer."
        ),
    ),
    "verdict_not_a_certificate": (
        "这不是本系统签发的证书。",
        "This is not a certificate of this program.",
    ),
    "file_changed": (
        "文件在签发后被改动过，或没有签名",
        "the file was changed after it was issued, or has no signature",
    ),
    "code_unreadable": ("二维码内容残缺", "the code text is damaged"),
    "code_changed": ("二维码内容与签名不符", "the code text does not agree with its signature"),
    "code_of_another": ("二维码内容由另一把密钥签发", "the code text was signed by another key than the file"),
    "credential_differs": (
        "文件中附带的电子凭证与证书内容不一致",
        "the electronic credential in the file says something else than the certificate",
    ),
    "qr_of_another": ("页面上的二维码属于另一份证书", "the QR code on the page belongs to another certificate"),
    "text_differs": (
        "页面文字与签名内容不一致",
        "the printed text does not agree with the signed facts",
    ),
    # the facts
    "field_serial": ("证书编号", "certificate number"),
    "field_holder": ("姓名", "name"),
    "field_staff_no": ("工号", "staff number"),
    "field_post": ("岗位", "post"),
    "field_unit": ("机构", "unit"),
    "field_title": ("考试科目", "examination"),
    "field_issuer": ("颁发机构", "issuer"),
    "field_score": ("成绩", "score"),
    "field_max_score": ("满分", "full score"),
    "field_issued_on": ("发证日期", "date of issue"),
    "field_valid_until": ("有效期至", "valid until"),
}


def verdict_sentence(verdict: Verdict) -> str:
    """A verdict: what it is, why, and what a print copy's code says by itself."""
    facts = verdict.facts.to_data() if verdict.facts else {}
    said = [phrase(f"verdict_{verdict.state.name.lower()}", facts)]
    if verdict.why == "print_copy":
        said.append(phrase(verdict.why))
    elif verdict.why:
        said.append(phrase("verdict_why", {"why": phrase(verdict.why)}))
    if verdict.of_code is not None:
        said.append(phrase(f"verdict_{verdict.of_code.name.lower()}", facts))
    if verdict.reason:
        said.append(phrase("verdict_reason", {"reason": verdict.reason}))
    return " ".join(said)
