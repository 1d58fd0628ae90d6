// SPDX-License-Identifier: Apache-2.0
#include "server/features/openapi.hpp"

#include "core/codec/json.hpp"

namespace kongdi::server::features {

namespace {

Value reference(std::string_view kind, std::string_view name) {
    return Value::map({{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}});
}

Value own_json(std::string_view text) {
    auto tree = parse_own_json(text);
    return tree ? *std::move(tree) : Value();
}

Value text_schema() { return Value::map({{"type", "string"}}); }

Value content(std::string_view type, Value schema) {
    return Value::map({{std::string(type), Value::map({{"schema", std::move(schema)}})}});
}

/// An operation that gives a document, or a page of it.
struct Operation {
    std::string id;
    std::string title;
    std::string_view tag;
    std::string_view type;    // of the answer
    std::string_view schema;  // among the components
    Place place = Place::Everywhere;
    const Collection* collection = nullptr;  // whose fields are parameters, too
    bool has_collection_id = false;
};

Value parameter_schema(const Field& field) {
    switch (field.type) {
        case FieldType::Whole: return Value::map({{"type", "integer"}});
        case FieldType::Number: return Value::map({{"type", "number"}});
        case FieldType::Date: return Value::map({{"type", "string"}, {"format", "date"}});
        case FieldType::Time: return Value::map({{"type", "string"}, {"format", "date-time"}});
        case FieldType::Text:
        case FieldType::List: break;
    }
    return text_schema();
}

Value parameters_of(const Service& service, const Operation& operation) {
    Value out = Value::list();
    if (operation.has_collection_id) out.push(reference("parameters", "collectionId"));
    if (operation.place == Place::Feature) out.push(reference("parameters", "featureId"));
    for (const Parameter& one : parameters())
        if (one.place <= operation.place) out.push(reference("parameters", one.name));
    if (operation.place != Place::Items || operation.collection == nullptr) return out;
    for (const Field& field : operation.collection->fields)
        if (field.is_queryable())
            out.push(Value::map({{"name", field.name},
                                 {"in", "query"},
                                 {"description", label_of(field, service.words)},
                                 {"required", false},
                                 {"schema", parameter_schema(field)},
                                 {"style", "form"},
                                 {"explode", false}}));
    return out;
}

Value path_item(const Service& service, const Operation& operation) {
    Value answer = Value::map({{"description", operation.title}});
    Value forms = content(operation.type, reference("schemas", operation.schema));
    forms.set(kHtmlType, Value::map({{"schema", text_schema()}}));
    answer.set("content", std::move(forms));
    if (operation.place != Place::Everywhere)
        answer.set(
            "headers",
            Value::map({{"Content-Crs", Value::map({{"description", "The coordinate system, in <>"},
                                                    {"schema", text_schema()}})}}));
    Value responses = Value::map({{"200", std::move(answer)}});
    responses.set("400", reference("responses", "InvalidParameter"));
    if (operation.collection != nullptr || operation.has_collection_id)
        responses.set("404", reference("responses", "NotFound"));
    responses.set("500", reference("responses", "ServerError"));
    responses.set("503", reference("responses", "Busy"));
    return Value::map({{"get", Value::map({{"summary", operation.title},
                                           {"operationId", operation.id},
                                           {"tags", Value::list({operation.tag})},
                                           {"parameters", parameters_of(service, operation)},
                                           {"responses", std::move(responses)}})}});
}

Value parameter_tree(const Parameter& one) {
    Value schema = own_json(one.schema);
    if (one.name == "crs" || one.name == "bbox-crs" || one.name == "filter-crs") {
        Value uris = Value::list();
        for (const Crs& crs : crs_table()) uris.push(crs.uri);
        schema.set("enum", std::move(uris));
        schema.set("default", usual_crs().uri);
    }
    Value out = Value::map({{"name", one.name},
                            {"in", "query"},
                            {"description", one.about},
                            {"required", false},
                            {"schema", std::move(schema)}});
    return out.set("style", "form").set("explode", false);
}

Value path_parameter(std::string_view name, std::string_view about) {
    return Value::map({{"name", name},
                       {"in", "path"},
                       {"description", about},
                       {"required", true},
                       {"schema", text_schema()}});
}

Value failure(std::string_view about) {
    return Value::map({{"description", about},
                       {"content", content(kJsonType, reference("schemas", "Exception"))}});
}

/// Of what is answered, as far as a program may rely on it.
constexpr std::string_view kSchemas = R"({
"Link":{"type":"object","required":["href","rel"],"properties":{"href":{"type":"string"},
 "rel":{"type":"string"},"type":{"type":"string"},"title":{"type":"string"}}},
"Links":{"type":"array","items":{"$ref":"#/components/schemas/Link"}},
"LandingPage":{"type":"object","required":["links"],"properties":{"title":{"type":"string"},
 "description":{"type":"string"},"links":{"$ref":"#/components/schemas/Links"}}},
"ConformanceClasses":{"type":"object","required":["conformsTo"],"properties":{
 "conformsTo":{"type":"array","items":{"type":"string"}}}},
"Document":{"type":"object"},
"Extent":{"type":"object","properties":{"spatial":{"type":"object","properties":{
 "bbox":{"type":"array","minItems":1,"items":{"type":"array","minItems":4,"maxItems":6,
 "items":{"type":"number"}}},"crs":{"type":"string"}}}}},
"Collection":{"type":"object","required":["id","links"],"properties":{"id":{"type":"string"},
 "title":{"type":"string"},"description":{"type":"string"},"itemType":{"type":"string"},
 "extent":{"$ref":"#/components/schemas/Extent"},
 "crs":{"type":"array","items":{"type":"string"}},"storageCrs":{"type":"string"},
 "links":{"$ref":"#/components/schemas/Links"}}},
"Collections":{"type":"object","required":["links","collections"],"properties":{
 "links":{"$ref":"#/components/schemas/Links"},"collections":{"type":"array",
 "items":{"$ref":"#/components/schemas/Collection"}}}},
"Feature":{"type":"object","required":["type","geometry","properties"],"properties":{
 "type":{"type":"string","enum":["Feature"]},"id":{"type":"string"},
 "geometry":{"type":"object","nullable":true},"properties":{"type":"object","nullable":true},
 "links":{"$ref":"#/components/schemas/Links"}}},
"FeatureCollection":{"type":"object","required":["type","features"],"properties":{
 "type":{"type":"string","enum":["FeatureCollection"]},"timeStamp":{"type":"string",
 "format":"date-time"},"numberMatched":{"type":"integer","minimum":0},
 "numberReturned":{"type":"integer","minimum":0},"links":{"$ref":"#/components/schemas/Links"},
 "features":{"type":"array","items":{"$ref":"#/components/schemas/Feature"}}}},
"Exception":{"type":"object","required":["code"],"properties":{"code":{"type":"string"},
 "path":{"type":"string"},"key":{"type":"string"},"request_id":{"type":"string"}}}
})";

Value components() {
    Value known =
        Value::map({{"collectionId", path_parameter("collectionId", "The id of a collection")},
                    {"featureId", path_parameter("featureId", "The id of a feature")}});
    for (const Parameter& one : parameters()) known.set(one.name, parameter_tree(one));
    return Value::map(
        {{"parameters", std::move(known)},
         {"schemas", own_json(kSchemas)},
         {"responses",
          Value::map(
              {{"InvalidParameter", failure("A parameter is unknown or wrong; path names it")},
               {"NotFound", failure("There is no such collection or feature")},
               {"ServerError", failure("Something went wrong here")},
               {"Busy", failure("Too much at once; come again after Retry-After")}})}});
}

}  // namespace

Value openapi_document(const Service& service, const Reading& reading) {
    const Words& words = service.words;
    const auto text = [&words](std::string_view key) { return std::string(words(key)); };
    constexpr std::string_view kService = "Service";
    Value paths = Value::map();
    const auto add = [&](std::string_view path, const Operation& operation) {
        paths.set(path, path_item(service, operation));
    };
    add("/", {"getLandingPage", text("ogc.title"), kService, kJsonType, "LandingPage"});
    add("/api", {"getApi", text("ogc.api"), kService, kOpenApiType, "Document"});
    add("/conformance",
        {"getConformance", text("ogc.conformance"), kService, kJsonType, "ConformanceClasses"});
    add("/collections",
        {"getCollections", text("ogc.collections"), kService, kJsonType, "Collections"});
    add("/collections/{collectionId}", {"getCollection", text("ogc.collection"), kService,
                                        kJsonType, "Collection", Place::Everywhere, nullptr, true});
    add("/collections/{collectionId}/queryables",
        {"getQueryables", text("ogc.queryables"), kService, kSchemaType, "Document",
         Place::Everywhere, nullptr, true});
    Value tags = Value::list({Value::map({{"name", kService}})});
    for (const Collection& one : collections()) {
        if (!one.is_for(reading)) continue;
        const std::string name(one.name);
        const std::string path = "/collections/" + name + "/items";
        const std::string title = title_of(one, words);
        tags.push(Value::map({{"name", name}, {"description", title}}));
        add(path, {"list_" + name, title, one.name, kGeojsonType, "FeatureCollection", Place::Items,
                   &one});
        add(path + "/{featureId}", {"show_one_of_" + name, title, one.name, kGeojsonType, "Feature",
                                    Place::Feature, &one});
    }
    return Value::map({{"openapi", "3.0.3"},
                       {"info", Value::map({{"title", words("ogc.title")},
                                            {"description", words("ogc.about")},
                                            {"version", "1.0.0"}})},
                       {"servers", Value::list({Value::map({{"url", service.base}})})},
                       {"tags", std::move(tags)},
                       {"paths", std::move(paths)},
                       {"components", components()}});
}

}  // namespace kongdi::server::features
