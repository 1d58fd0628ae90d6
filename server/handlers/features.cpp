// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/features.hpp"

#include "core/codec/json.hpp"
#include "server/features/openapi.hpp"
#include "server/features/representation.hpp"
#include "server/handlers/features_pages.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

using namespace features;

constexpr std::string_view kPrefix = "/ogc";

/// A request as this service takes it. Holds on to the request and the services.
class Asked {
public:
    Asked(const Services& services, const Request& asked)
        : request(asked),
          language(language_asked(asked)),
          labels(services.catalogue, language_code(language)),
          reading{services.storage, labels, asked.is_staff(),
                  asked.is_staff() ? within_scope(asked) : std::nullopt},
          service{own_address(asked) + std::string(kPrefix), words_of(language)} {}
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;

    /// Whom it is about is looked up first, so that an unknown collection is not found whatever
    /// the parameters are.
    Result<void> read(Place place) {
        const bool has_collection = !request.captured.empty();
        if (has_collection) {
            for (const Collection& one : collections())
                if (one.name == request.captured[0] && one.is_for(reading)) collection = &one;
            if (collection == nullptr) return Error{ErrorCode::NotFound, "/collection"};
        }
        KONGDI_CHECK(check_parameters(request.query, place, collection));
        const std::string_view language_name = request.parameter("lang");
        if (!language_name.empty() && !is_language(language_name))
            return Error{ErrorCode::RequestFormat, "/lang"};
        is_html =
            KONGDI_TRY(form_asked(request.parameter("f"), request.header("Accept"))) == Form::Html;
        return {};
    }

    /// The same in a page.
    FeaturePage page() const { return {request, service, reading}; }

    Response answer(std::string_view type, std::string body) const {
        Response out;
        out.with("Content-Type", std::string(type));
        out.body = std::move(body);
        return marked(std::move(out));
    }
    /// Another answer for those who are logged in, and in another language.
    Response marked(Response out) const {
        if (out.header("Cache-Control").empty()) out.with("Cache-Control", "private, no-cache");
        out.with("Vary", "Accept, Accept-Language, Cookie");
        out.with("Content-Language", std::string(language_tag(language)));
        return out;
    }
    Writing writing(const Crs& crs) const { return {service, *collection, crs}; }

    const Request& request;
    const Language language;
    const Labels labels;
    const Reading reading;
    const Service service;
    const Collection* collection = nullptr;
    bool is_html = false;
};

std::string in_brackets(std::string_view uri) { return "<" + std::string(uri) + ">"; }

Result<Value> collection_tree(const Asked& asked, const Collection& collection) {
    return collection_document(asked.service, collection,
                               KONGDI_TRY(extent_of(collection, asked.reading)), asked.is_html);
}

}  // namespace

Response show_features_landing(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Everywhere); !read) return refused(read.error());
    const Value document = landing_document(asked.service, asked.is_html);
    if (asked.is_html) return asked.marked(asked.page().landing(document));
    return asked.answer(kJsonType, write_json(document));
}

Response show_features_api(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Everywhere); !read) return refused(read.error());
    const Value document = openapi_document(asked.service, asked.reading);
    if (asked.is_html) return asked.marked(asked.page().api(document));
    return asked.answer(kOpenApiType, write_json(document));
}

Response show_features_conformance(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Everywhere); !read) return refused(read.error());
    const Value document = conformance_document();
    if (asked.is_html) return asked.marked(asked.page().conformance(document));
    return asked.answer(kJsonType, write_json(document));
}

Response show_feature_collections(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Everywhere); !read) return refused(read.error());
    Value all = Value::list();
    for (const Collection& one : collections()) {
        if (!one.is_for(asked.reading)) continue;
        auto tree = collection_tree(asked, one);
        if (!tree) return refused(tree.error());
        all.push(*std::move(tree));
    }
    const Value document = collections_document(asked.service, std::move(all), asked.is_html);
    if (asked.is_html) return asked.marked(asked.page().collections(document));
    return asked.answer(kJsonType, write_json(document));
}

Response show_feature_collection(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Everywhere); !read) return refused(read.error());
    const auto document = collection_tree(asked, *asked.collection);
    if (!document) return refused(document.error());
    if (asked.is_html) return asked.marked(asked.page().collection(*document));
    return asked.answer(kJsonType, write_json(*document));
}

Response show_feature_queryables(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Everywhere); !read) return refused(read.error());
    const Value document = queryables_document(asked.service, *asked.collection);
    if (asked.is_html) return asked.marked(asked.page().queryables(document));
    return asked.answer(kSchemaType, write_json(document));
}

Response show_features(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Items); !read) return refused(read.error());
    const auto query = items_query_of(request.query, *asked.collection);
    if (!query) return refused(query.error());
    const auto page = read_items(*asked.collection, asked.reading, *query);
    if (!page) return refused(page.error());
    const Links links =
        links_of_items(asked.service, *asked.collection, request.query, *page, asked.is_html);
    Response out = asked.is_html
                       ? asked.marked(asked.page().items(*asked.collection, *page, links))
                       : asked.answer(kGeojsonType, items_document(asked.writing(*query->crs),
                                                                   *page, links, request.now_ms));
    out.with("Content-Crs", in_brackets(query->crs->uri));
    if (page->matched) out.with("X-Total-Count", std::to_string(*page->matched));
    return out;
}

Response show_feature(const Services& services, const Request& request) {
    Asked asked(services, request);
    if (const auto read = asked.read(Place::Feature); !read) return refused(read.error());
    const auto crs = crs_asked(request.query);
    if (!crs) return refused(crs.error());
    const auto row = read_item(*asked.collection, asked.reading, request.captured[1]);
    if (!row) return refused(row.error());
    const Links links =
        links_of_item(asked.service, *asked.collection, request.query, row->id, asked.is_html);
    Response out = asked.is_html ? asked.marked(asked.page().item(
                                       {asked.service, *asked.collection, **crs}, *row, links))
                                 : asked.answer(kGeojsonType,
                                                item_document(asked.writing(**crs), *row, links));
    return out.with("Content-Crs", in_brackets((*crs)->uri));
}

}  // namespace kongdi::server
