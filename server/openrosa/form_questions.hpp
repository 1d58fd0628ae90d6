// SPDX-License-Identifier: Apache-2.0
// The questions of a form, a function for each kind.
#pragma once

#include "server/openrosa/form_parts.hpp"
#include "server/openrosa/xform.hpp"

namespace kongdi::server::openrosa {

/// Pages as groups. What XForms cannot say, with its place in the document.
Errors write_questions(const FormAsked& asked, FormParts& parts);

}  // namespace kongdi::server::openrosa
