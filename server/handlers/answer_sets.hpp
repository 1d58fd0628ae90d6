// SPDX-License-Identifier: Apache-2.0
// Downloads of what people sent, answer by answer.
//   answers?questionnaire=service_checkup&version=2&community=330106&from=2026-03-01
// Without a version that of the wave (`wave=`, its id), else the newest; of answers_long all
// versions. With a wave only what was counted in it. The filter of reports and of corroborations is
// that of the table of spaces.
#pragma once

#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

Result<TableFacts> answers_facts(Storage&, const RowsAsked&, const Labels&);
Result<std::unique_ptr<RowSource>> open_answers(Storage&, const RowsAsked&, const Labels&);
/// "service_checkup-v2": which questionnaire and version a file of them is of.
Result<std::string> answers_name(Storage&, const RowsAsked&, const Labels&);
Result<std::unique_ptr<RowSource>> open_answers_long(Storage&, const RowsAsked&, const Labels&);
Result<TableFacts> reports_facts(Storage&, const RowsAsked&, const Labels&);
Result<std::unique_ptr<RowSource>> open_reports(Storage&, const RowsAsked&, const Labels&);
Result<std::unique_ptr<RowSource>> open_corroborations(Storage&, const RowsAsked&, const Labels&);

}  // namespace kongdi::server
