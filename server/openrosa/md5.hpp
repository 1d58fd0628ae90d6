// SPDX-License-Identifier: Apache-2.0
// MD5, since the standard of OpenRosa names forms and media by it. It keeps nothing safe here: it
// tells a client whether what it has is what there is.
#pragma once

#include <string>
#include <string_view>

namespace kongdi::server::openrosa {

/// "md5:" and 32 hex digits.
std::string md5_of(std::string_view bytes);

}  // namespace kongdi::server::openrosa
