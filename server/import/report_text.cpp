// SPDX-License-Identifier: Apache-2.0
#include "server/import/report_text.hpp"

#include <cmath>

#include "core/base/time.hpp"

namespace kongdi::server {

namespace {

std::string refusals_of(const api::ImportLayer& layer) {
    std::string out;
    for (const api::ImportRefusal& one : layer.refusals) {
        if (!out.empty()) out += ", ";
        out.append(one.reason).append(" ").append(std::to_string(one.count));
    }
    return out;
}

}  // namespace

std::string report_line(const api::ImportLayer& layer) {
    std::string out = layer.file;
    if (!layer.file.starts_with(layer.layer)) out.append("/").append(layer.layer);
    out.append("  ").append(layer.role.empty() ? "role?" : layer.role);
    out.append("  rows ").append(std::to_string(layer.rows));
    out.append("  features ").append(std::to_string(layer.features));
    out.append("  refused ").append(std::to_string(layer.refused));
    if (const std::string reasons = refusals_of(layer); !reasons.empty())
        out.append(" (").append(reasons).append(")");
    if (!layer.unmatched.empty())
        out.append("  names without a code ").append(std::to_string(layer.unmatched.size()));
    out.append("  ").append(layer.encoding);
    if (!layer.crs_name.empty()) out.append("  ").append(layer.crs_name);
    if (!layer.crs_suggested.empty())
        out.append("  rather ")
            .append(layer.crs_suggested)
            .append(": lies ")
            .append(std::to_string(std::lround(layer.crs_off_m)))
            .append(" m off");
    if (layer.replaces)
        out.append("  replaces that of ")
            .append(format_time(layer.replaces->at_ms))
            .append(" with ")
            .append(std::to_string(layer.replaces->features))
            .append(" features");
    return out;
}

std::string report_details(const api::ImportLayer& layer) {
    std::string out;
    for (const api::ImportColumn& one : layer.columns)
        if (!one.meaning.empty())
            out.append("    ").append(one.meaning).append(" = ").append(one.name).append("\n");
    for (const api::ImportRefusal& one : layer.refusals) {
        out.append("    ").append(one.reason).append(": rows");
        for (const std::int64_t row : one.rows) out.append(" ").append(std::to_string(row));
        if (one.count > static_cast<std::int64_t>(one.rows.size())) out += " …";
        out += '\n';
    }
    for (const api::ImportUnmatched& one : layer.unmatched) {
        out.append("    no code for ").append(one.street).append(" ").append(one.name);
        for (const api::ImportCandidate& each : one.candidates)
            out.append("; ")
                .append(each.code)
                .append(" ")
                .append(each.street)
                .append(" ")
                .append(each.name);
        out += '\n';
    }
    return out;
}

}  // namespace kongdi::server
