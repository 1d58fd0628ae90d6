#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""OpenRosa as ODK Collect and Enketo use it: a client lists the forms, fetches each with its media,
fills one in and sends it by curl, whole and in parts. Each form is read by an XML parser of others
and held against the rules of XForms: every node that is bound, asked or named in an expression is
there, every text has words in every language.

openrosa_test.py KONGDI        (the built program; curl is needed)
"""
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree as ElementTree
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "features"))
import city_service  # noqa: E402
from xform_rules import NAMES, bare, check_form, expect, failures, nodes_of  # noqa: E402

NAMES = {**NAMES, "l": "http://openrosa.org/xforms/xformsList",
         "m": "http://openrosa.org/xforms/xformsManifest",
         "r": "http://openrosa.org/http/response"}


def options_of(root, path):
    for control in root.find("h:body", NAMES).iter():
        if control.get("ref") == path and bare(control.tag) in ("select", "select1"):
            return [one.text for one in control.findall("x:item/x:value", NAMES)]
    return []


def fetch(city, url):
    answer = city.follow(url)
    expect(f"{url}: {answer.status}", answer.status == 200)
    expect(f"{url}: OpenRosa 1.0", answer.getheader("X-OpenRosa-Version") == "1.0")
    expect(f"{url}: its type", answer.getheader("Content-Type") == "text/xml; charset=utf-8")
    expect(f"{url}: its date", (answer.getheader("Date") or "").endswith(" GMT"))
    return answer.text


def md5_of(text):
    return "md5:" + hashlib.md5(text.encode()).hexdigest()


def fetch_forms(city, query=""):
    """Id → root of the form, of all that are listed."""
    out = {}
    listed = ElementTree.fromstring(fetch(city, f"{city.base}/openrosa/formList{query}"))
    for one in listed.findall("l:xform", NAMES):
        def part(name, row=one):
            found = row.find("l:" + name, NAMES)
            return None if found is None else found.text
        text = fetch(city, part("downloadUrl"))
        name = part("formID") + " " + part("version")
        expect(f"{name}: its hash", part("hash") == md5_of(text))
        root, nodes = check_form(name, text)
        data = root.find("h:head/x:model/x:instance", NAMES)[0]
        expect(f"{name}: says which it is",
               (data.get("id"), data.get("version")) == (part("formID"), part("version")))
        wanted = [one.get("src").rsplit("/", 1)[1] for one in
                  root.findall("h:head/x:model/x:instance[@src]", NAMES)]
        media = {}
        if part("manifestUrl"):
            manifest = ElementTree.fromstring(fetch(city, part("manifestUrl")))
            for file in manifest.findall("m:mediaFile", NAMES):
                content = fetch(city, file.find("m:downloadUrl", NAMES).text)
                expect(f"{name}: the hash of its media",
                       file.find("m:hash", NAMES).text == md5_of(content))
                media[file.find("m:filename", NAMES).text] = ElementTree.fromstring(content)
        expect(f"{name}: all media it names come with it", sorted(wanted) == sorted(media))
        out[part("formID")] = (root, nodes, media)
    return out


def submission(root, answers, instance):
    """The instance with its answers, as a client fills it in."""
    data = root.find("h:head/x:model/x:instance", NAMES)[0]
    copy = ElementTree.fromstring(ElementTree.tostring(data))
    paths = nodes_of(copy)
    for path, value in {**answers, "/data/meta/instanceID": instance,
                        "/data/meta/timeEnd": "2026-11-20T09:30:00.125+08:00"}.items():
        paths[path].text = value
    return ElementTree.tostring(copy, encoding="utf-8", xml_declaration=True)


def curl(city, folder, xml, files=(), extra=()):
    """Status and message of a POST, as curl sends it."""
    path = os.path.join(folder, "submission.xml")
    with open(path, "wb") as out:
        out.write(xml)
    command = ["curl", "--silent", "--show-error", "--max-time", "60",
               "-H", "X-OpenRosa-Version: 1.0", "-H", "Accept-Language: en",
               "-F", f"xml_submission_file=@{path};type=text/xml",
               "-w", "\n%{http_code}", *extra]
    for file in files:
        command += ["-F", f"{os.path.basename(file)}=@{file};type=image/png"]
    done = subprocess.run([*command, f"{city.base}/openrosa/submission"], capture_output=True,
                          text=True, check=True)
    body, status = done.stdout.rsplit("\n", 1)
    message = ElementTree.fromstring(body).find("r:message", NAMES)
    expect(f"an answer has a message: {body[:200]}", message is not None and message.text)
    return int(status), message.text if message is not None else ""


def picture(folder, name, shade):
    """A PNG of one colour."""
    def chunk(kind, content):
        return (struct.pack(">I", len(content)) + kind + content
                + struct.pack(">I", zlib.crc32(kind + content)))
    rows = b"".join(b"\0" + bytes([shade, 90, 60]) * 32 for _ in range(24))
    path = os.path.join(folder, name)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n"
                  + chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 24, 8, 2, 0, 0, 0))
                  + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def new_instance():
    return "uuid:" + str(uuid.uuid4())


def ticks(root, *purposes):
    return {f"/data/consent/{one}": options_of(root, f"/data/consent/{one}")[0] for one in purposes}


def walk_head(city):
    done = subprocess.run(["curl", "--silent", "--head", f"{city.base}/openrosa/submission"],
                          capture_output=True, text=True, check=True).stdout.lower()
    expect(f"HEAD: {done[:80]}", " 204" in done.splitlines()[0])
    expect("HEAD: where to send", f"location: {city.base}/openrosa/submission" in done)
    length = re.search(r"x-openrosa-accept-content-length: (\d+)", done)
    expect("HEAD: how much", length and int(length.group(1)) > 12_000_000)


def walk_report(city, folder, root):
    answers = {"/data/body/place": "30.27 120.15 12.0 4.5", "/data/body/space_type": "I05",
               "/data/body/floor_area/value": "60", "/data/body/floor_area/source": "paced",
               "/data/body/facts": "lift water", "/data/body/description": "锁着 <&> 没人",
               "/data/body/photo/file1": "1.png", "/data/body/photo/file2": "2.png",
               **ticks(root, "survey", "photo", "location")}
    one, two = picture(folder, "1.png", 10), picture(folder, "2.png", 200)
    instance = new_instance()
    xml = submission(root, answers, instance)
    for files, status in (((), 202), ((one,), 202), ((one,), 202), ((two,), 201), ((two,), 201),
                          ((one, two), 201)):
        got, message = curl(city, folder, xml, files)
        expect(f"in parts, {len(files)} files: {got} {message}", got == status)
    receipt = message
    whole = submission(root, answers, new_instance())
    got, message = curl(city, folder, whole, (one, two))
    expect(f"at once: {got} {message}", got == 201 and message != receipt)
    changed = submission(root, {**answers, "/data/body/facts": "lift"}, instance)
    got, message = curl(city, folder, changed, (one, two))
    expect(f"other content under the same instanceID: {got} {message}", got == 409)
    for path, value, words in (
            ("/data/body/place", "91 200 0 0", "[body/place]"),
            ("/data/body/floor_area/value", "many", "[body/floor_area/value]"),
            ("/data/body/space_type", "I99", "[body/space_type]"),
            ("/data/consent/survey", "", "[consent/survey]"),
            ("/data/consent/photo", "", "[consent/photo]"),
            ("/data/consent/location", "", "[consent/location]")):
        got, message = curl(city, folder, submission(root, {**answers, path: value},
                                                     new_instance()), (one, two))
        expect(f"{path} = {value!r}: {got} {message}", 400 <= got < 500 and words in message)
    return receipt


def walk_checkup(city, folder, root, media):
    codes = [one.find("name").text for one in media["communities.xml"].findall("item")]
    expect("the communities of the city", len(codes) == 9 and codes[-1] == "none")
    answers = {"/data/community": codes[0], "/data/body/services/ELD02/used": "yes",
               "/data/body/services/ELD02/minutes": "6_10",
               "/data/body/services/ELD02/satisfaction": "4",
               "/data/body/services/EDU01/used": "none_here", "/data/body/age_band": "60_74",
               **ticks(root, "survey")}
    got, message = curl(city, folder, submission(root, answers, new_instance()))
    expect(f"a check-up: {got} {message}", got == 201)
    got, message = curl(city, folder, submission(
        root, {**answers, "/data/community": "123"}, new_instance()))
    expect(f"a community that is none: {got} {message}", got >= 400 and "[community]" in message)


def walk_wrong(city, folder, root):
    xml = submission(root, {"/data/body/place": "30.27 120.15 0 0", "/data/body/space_type": "I05",
                            **ticks(root, "survey")}, new_instance())
    for what, bad in (
            ("entities", b"<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><d>&e;</d>"),
            ("many entities", b"<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><d>&b;</d>"),
            ("10,000 deep", b"<a>" * 10_000 + b"</a>" * 10_000),
            ("another encoding", xml.replace(b"utf-8", b"gb18030", 1)),
            ("no UTF-8", xml.replace(b"I05", b"\xbf\xd5")),
            ("cut off", xml[:-30]), ("nothing", b""), ("a form of nobody", b"<data id='x'/>"),
            ("a version of nobody", xml.replace(b'version="1"', b'version="99"')
             .replace(b'version="2"', b'version="99"'))):
        got, message = curl(city, folder, bad)
        expect(f"{what}: {got} {message}", 400 <= got < 500 and got != 404)
        expect(f"{what}: the message says where: {message}", message.startswith("["))
    got, _ = curl(city, folder, xml, extra=["-H", "Origin: https://elsewhere.example"])
    expect(f"a page of another site: {got}", got == 403)
    answer = city.request("POST", "/openrosa/submission",
                          {"Content-Type": "multipart/form-data; boundary=x"},
                          b'--x\r\nContent-Disposition: form-data; '
                          b'name="xml_submission_file"\r\n\r\n' + xml)
    expect(f"a multipart without an end: {answer.status}", answer.status == 400)
    expect("said in the form of the standard", "<OpenRosaResponse" in answer.text)
    got, message = curl(city, folder, xml)
    expect(f"and the same, right: {got} {message}", got == 201)


def publish_all_kinds(city):
    """A next version of the report with a question of each kind and logic between them."""
    document = json.loads(city.get("/api/v1/questionnaires/idle_space/1").text)
    document["version"] = 2

    def words(text):
        return {"zh": text + "？", "en": text + "?"}
    codes = [{"code": one, "label": words(one)} for one in ("0_5", "a-b", "_c")]
    yes_no = [{"code": one, "label": words(one)} for one in ("yes", "no")]
    document["pages"].append({"title": words("more"), "relevant": "${space_type} != ''",
                              "questions": [
        {"name": "minutes", "kind": "number", "label": words("minutes"), "min": 0, "max": 90,
         "required": "${space_type} = 'I05'", "constraint": ". mod 1 = 0",
         "constraint_message": words("whole")},
        {"name": "far", "kind": "calculated", "calculation": "${minutes} > 30"},
        {"name": "note", "kind": "information", "label": words("note"), "relevant": "${far}"},
        {"name": "liking", "kind": "scale", "label": words("liking"), "required": True},
        {"name": "parts", "kind": "scale_matrix", "label": words("parts"), "choices": codes,
         "required": True},
        {"name": "stops", "kind": "matrix", "label": words("stops"), "choices": codes, "columns": [
            {"name": "goes", "kind": "single_choice", "label": words("goes"),
             "choices": yes_no},
            {"name": "likes", "kind": "scale", "label": words("likes"),
             "relevant": "${goes} = 'yes' and ${minutes} < 60"}]},
        {"name": "since", "kind": "date", "label": words("since"),
         "constraint": ". <= today() and . > '2000-01-01'"},
        {"name": "why", "kind": "text", "label": words("why"), "max_length": 20,
         "relevant": "${stops.0_5.goes} = 'yes' or count-selected(${photo}) > 1 or ${place} = ''"},
    ]})
    answer = city.request("POST", "/api/v1/questionnaires",
                          {"Content-Type": "application/json", "X-Kongdi-Page": "1",
                           "Cookie": city.log_in("planner")}, json.dumps(document))
    expect(f"published: {answer.status} {answer.text[:300]}", answer.status in (200, 201))


def walk_all_kinds(city, folder):
    publish_all_kinds(city)
    root, _, _ = fetch_forms(city, "?formID=idle_space")["idle_space"]
    answers = {"/data/body/place": "30.27 120.15 0 0", "/data/body/space_type": "I05",
               "/data/body/minutes": "45", "/data/body/far": "true",
               "/data/body/liking": "dont_know",
               "/data/body/parts/_.0_5": "none_here", "/data/body/parts/a-b": "2",
               "/data/body/stops/_.0_5/goes": "yes", "/data/body/stops/_.0_5/likes": "5",
               "/data/body/since": "2020-02-29", "/data/body/why": "近", **ticks(root, "survey")}
    got, message = curl(city, folder, submission(root, answers, new_instance()))
    expect(f"an answer of each kind: {got} {message}", got == 201)
    for path, value in (("/data/body/minutes", "45.5"), ("/data/body/minutes", ""),
                        ("/data/body/since", "2020-02-30"), ("/data/body/liking", "6"),
                        ("/data/body/parts/a-b", "golden")):
        xml = submission(root, {**answers, path: value}, new_instance())
        got, message = curl(city, folder, xml)
        expect(f"{path} = {value!r}: {got} {message}",
               got == 422 and "[" + path[len("/data/"):] in message)


def main(program):
    with tempfile.TemporaryDirectory(prefix="kongdi_openrosa_") as folder:
        city = city_service.City(program, folder, 8)
        try:
            forms = fetch_forms(city)
            expect("three forms", sorted(forms) == ["facility_remark", "idle_space",
                                                    "service_checkup"])
            for path in ("service_checkup/1", "service_checkup/2", "idle_space/1",
                         "facility_remark/1"):
                check_form(path, fetch(city, f"{city.base}/openrosa/forms/{path}.xml"))
            walk_head(city)
            walk_report(city, folder, forms["idle_space"][0])
            walk_checkup(city, folder, forms["service_checkup"][0], forms["service_checkup"][2])
            walk_wrong(city, folder, forms["idle_space"][0])
            walk_all_kinds(city, folder)
        finally:
            city.stop()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
