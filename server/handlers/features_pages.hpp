// SPDX-License-Identifier: Apache-2.0
// The documents of OGC API – Features as pages that need no script, for whoever opens an address of
// it in a browser.
#pragma once

#include "core/base/value.hpp"
#include "server/features/documents.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/plain_page.hpp"

namespace kongdi::server {

class FeaturePage {
public:
    FeaturePage(const Request& request, const features::Service& service,
                const features::Reading& reading)
        : m_page(request), m_service(service), m_reading(reading) {}

    // Of the documents of the same name.
    Response landing(const Value& document);
    Response conformance(const Value& document);
    Response api(const Value& document);
    Response collections(const Value& document);
    Response collection(const Value& document);
    Response queryables(const Value& document);
    Response items(const features::Collection& collection, const features::ItemsPage& page,
                   const features::Links& links);
    Response item(const features::Writing& writing, const features::FeatureRow& row,
                  const features::Links& links);

private:
    void heading(std::string_view words);
    void hint(std::string_view words);
    void list(const Value::List& words);
    /// The way to each linked document.
    void links(const Value::List& links);
    void cards_of_collections();
    void about(const Value& collection);
    void facts(const features::Collection& collection, const features::FeatureRow& row);
    void fact(std::string_view name, std::string_view value);

    PlainPage m_page;
    const features::Service& m_service;
    const features::Reading& m_reading;
};

}  // namespace kongdi::server
