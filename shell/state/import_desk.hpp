// SPDX-License-Identifier: Apache-2.0
// A file on its way into the map: chosen, looked at by the server, imported; and the list of those
// before it. The file itself stays with the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/api/import_messages.hpp"
#include "core/base/error.hpp"

namespace kongdi::shell {

enum class ImportStage : std::uint8_t {
    Choosing,  // no file yet
    Looking,   // the server reads it
    Looked,    // `report` says what would come of it
    Importing,
    Done,  // `report` says what came of it
};

/// What a layer of the file is, as the person chose; what is empty is as guessed.
struct ImportChoice {
    std::string layer = {};  // name_of() it
    std::string role = {};
    std::string crs = {};
};
inline std::string name_of(const api::ImportLayer& layer) { return layer.file + "/" + layer.layer; }

/// What a name without a code stands for, as the person decided.
struct ImportName {
    std::string name = {};
    std::string street = {};
    std::string code = {};  // empty: left out
};

/// Which column means what, as the person decided.
struct ImportMeaning {
    std::string meaning = {};
    std::string column = {};  // empty: none
};

struct ImportDesk {
    ImportStage stage = ImportStage::Choosing;
    std::string file = {};
    api::ImportReport report = {};
    std::vector<ImportChoice> chosen = {};    // one a layer
    std::vector<ImportMeaning> columns = {};  // of the first layer
    std::vector<ImportName> names = {};
    std::optional<Error> error = {};  // of the last look or import; Internal without an answer
    bool stopped = false;

    std::vector<api::ImportEntry> imports = {};  // newest first
    bool list_failed = false;
    std::optional<Error> undo_error = {};
    bool undoing = false;
    std::int64_t asked_undo = 0;  // the dialog asks about this one
};

/// The file is looked at again.
struct ChooseImport {
    ImportChoice choice;
};
/// What a column means; an empty meaning for nothing.
struct ChooseImportColumn {
    std::string column;
    std::string meaning;
};
/// What a name without a code stands for; an empty code leaves it out, an empty name takes all
/// decisions back.
struct DecideImportName {
    std::string name;
    std::string street;
    std::string code;
};
struct RunImport {};
struct AskUndoImport {
    std::int64_t id;
};
struct UndoImport {
    std::int64_t id;
};

}  // namespace kongdi::shell
