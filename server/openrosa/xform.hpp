// SPDX-License-Identifier: Apache-2.0
// A questionnaire as an XForm for ODK Collect, Enketo and their kin: every question, its logic, its
// words in every language, the community and the consent for each purpose. Nothing is left out
// silently: what XForms cannot say is an error that names its place in the document.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/questionnaire.hpp"

namespace kongdi::server::openrosa {

/// Words of a key of the language files, in each language.
using WordsOf = std::function<LocalText(std::string_view key)>;

struct FormAsked {
    const Questionnaire& questionnaire;
    const Catalogue& catalogue;
    WordsOf words;
};

struct FormMade {
    std::string xml = {};  // whole only when there are no errors
    Errors errors = {};    // sheet_unsupported; "/pages/0/questions/2/constraint:17"
};

FormMade xform_of(const FormAsked& asked);

/// Does the form ask for the community, of a list that comes with it (kCommunityFile)? Where a
/// place is asked for, the community follows from it.
bool asks_community(const Questionnaire& questionnaire);

inline constexpr std::string_view kCommunityFile = "communities.xml";
/// The code for "none of these".
inline constexpr std::string_view kNoneOfThese = "none";

/// Which purposes a form asks consent for, in the order they are asked.
std::vector<std::string_view> purposes_of(const Questionnaire& questionnaire);

/// What stands for a tick: version and hash of the wording ("2.5f…"). The client does not say in
/// which language it showed the form, so each language shows all wordings, and the hash is that of
/// the first.
std::string consent_value(const ConsentText& consent);

}  // namespace kongdi::server::openrosa
