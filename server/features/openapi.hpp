// SPDX-License-Identifier: Apache-2.0
// The service described for programs, in OpenAPI 3.0, made of the tables of collections and
// parameters.
#pragma once

#include "server/features/documents.hpp"

namespace kongdi::server::features {

/// With the collections that whoever asks may see.
Value openapi_document(const Service& service, const Reading& reading);

}  // namespace kongdi::server::features
