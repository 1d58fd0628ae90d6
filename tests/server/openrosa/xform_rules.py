# SPDX-License-Identifier: Apache-2.0
"""Is this an XForm that clients of OpenRosa can use? By the rules of ODK XForms, read anew: nothing
here comes from the program that made the form."""
import re
import xml.etree.ElementTree as ElementTree

NAMES = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}
JR = "{http://openrosa.org/javarosa}"
CONTROLS = ("input", "select", "select1", "upload", "group")
EXPRESSIONS = ("relevant", "required", "constraint", "calculate")
FUNCTIONS = {"not", "true", "false", "if", "selected", "count-selected", "coalesce", "concat",
             "contains", "starts-with", "string-length", "round", "int", "abs", "number", "string",
             "min", "max", "today", "date", "selected-at", "normalize-space"}
failures = []


def expect(what, is_so):
    if not is_so:
        failures.append(what)
        print("NOT SO: " + what)
    return is_so


def bare(tag):
    return tag.split("}")[-1]


def nodes_of(data):
    """Path → element, of everything in the instance."""
    out = {}

    def walk(element, path):
        here = path + "/" + bare(element.tag)
        expect(f"{here} is there once", here not in out)
        out[here] = element
        for child in element:
            walk(child, here)
    walk(data, "")
    return out


def check_expression(what, text, nodes):
    without_texts = re.sub(r"'[^']*'|\"[^\"]*\"", "''", text)
    for path in re.findall(r"/data[\w./-]*", without_texts):
        expect(f"{what}: {path} is a node", path in nodes)
    for name in re.findall(r"([a-z][a-z-]*)\(", without_texts):
        expect(f"{what}: the function {name}", name in FUNCTIONS | {"and", "or", "div", "mod"})
    expect(f"{what}: brackets", without_texts.count("(") == without_texts.count(")"))
    expect(f"{what}: no name of ours is left", "${" not in text)


def check_form(name, text):
    """Its nodes. By the rules of ODK XForms, read anew."""
    root = ElementTree.fromstring(text)
    model = root.find("h:head/x:model", NAMES)
    instances = model.findall("x:instance", NAMES)
    data = instances[0][0]
    expect(f"{name}: the first instance is its data", bare(data.tag) == "data" and data.get("id"))
    nodes = nodes_of(data)
    others = {one.get("id") for one in instances[1:]}

    words = {}
    for translation in model.findall("x:itext/x:translation", NAMES):
        words[translation.get("lang")] = {
            one.get("id"): one.find("x:value", NAMES).text or ""
            for one in translation.findall("x:text", NAMES)}
    expect(f"{name}: in two languages", len(words) == 2)
    expect(f"{name}: all texts in all languages",
           len({frozenset(one) for one in words.values()}) == 1)
    for language, texts in words.items():
        for key, value in texts.items():
            expect(f"{name}: {language} {key} has words", value.strip() != "")

    used = set()

    def check_words(what, reference):
        found = re.fullmatch(r"jr:itext\('([^']+)'\)", reference or "")
        if expect(f"{what}: {reference} is a text", found):
            used.add(found.group(1))
            for language in words:
                expect(f"{what}: {found.group(1)} in {language}", found.group(1) in words[language])

    bound = {}
    for bind in model.findall("x:bind", NAMES):
        path = bind.get("nodeset")
        expect(f"{name}: {path} is bound once", path not in bound)
        expect(f"{name}: the bound {path} is a node", path in nodes)
        bound[path] = bind
        for attribute in EXPRESSIONS:
            if bind.get(attribute) is not None:
                check_expression(f"{name} {path} {attribute}", bind.get(attribute), nodes)
        if bind.get(JR + "constraintMsg"):
            check_words(name + path, bind.get(JR + "constraintMsg"))

    asked = set()
    for control in root.find("h:body", NAMES).iter():
        tag = bare(control.tag)
        reference = control.get("ref")
        if tag in ("label", "hint") and reference != "label":
            check_words(name, reference)
        if tag not in CONTROLS or reference is None:
            continue
        expect(f"{name}: the asked {reference} is a node", reference in nodes)
        if tag != "group":
            expect(f"{name}: {reference} is bound", reference in bound)
            expect(f"{name}: {reference} is asked once", reference not in asked)
            expect(f"{name}: {reference} is a leaf", len(nodes.get(reference, [])) == 0)
        asked.add(reference)
        if tag in ("select", "select1"):
            values = [one.text for one in control.findall("x:item/x:value", NAMES)]
            sets = control.findall("x:itemset", NAMES)
            expect(f"{name}: {reference} has options", values or sets)
            expect(f"{name}: {reference} has no option twice", len(values) == len(set(values)))
            expect(f"{name}: {reference} has options without spaces",
                   not any(" " in one for one in values))
            for one in sets:
                found = re.match(r"instance\('(\w+)'\)", one.get("nodeset"))
                expect(f"{name}: {reference} chooses from what is there",
                       found and found.group(1) in others)
    for path, element in nodes.items():
        hidden = path.startswith("/data/meta/") or (path in bound and bound[path].get("calculate"))
        if len(element) == 0:
            expect(f"{name}: somebody asks for {path}", hidden or path in asked)
            expect(f"{name}: {path} begins empty", not (element.text or "").strip())
    expect(f"{name}: no words for nothing", used == set(next(iter(words.values()))))
    expect(f"{name}: its instanceID is made by the client",
           bound["/data/meta/instanceID"].get(JR + "preload") == "uid")
    return root, nodes
