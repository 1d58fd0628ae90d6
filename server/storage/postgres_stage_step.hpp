// SPDX-License-Identifier: Apache-2.0
// The step of PostgreSQL's tables for the way of idle spaces to a service.
#pragma once

namespace kongdi::server {

inline constexpr const char* kPostgresStageStep = R"sql(
-- What a check on site found stands in `area_…` and `type`; `reported_area` is then what was
-- reported, as JSON, else empty. `stage`: of core/model/space_stage.hpp; null for what is no space;
-- empty until the program that opens the store has worked it out.
ALTER TABLE spaces ADD COLUMN reported_area text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE spaces ADD COLUMN stage text COLLATE "C" DEFAULT 'candidate';
UPDATE spaces SET stage = NULL WHERE state IN ('withdrawn', 'rejected', 'merged');
UPDATE spaces SET stage = '' WHERE state = 'verified' OR id IN (SELECT space FROM plan_items)
    OR seq IN (SELECT seq FROM report_standings WHERE checks > 0);
CREATE INDEX spaces_by_stage ON spaces (stage, received_at_ms);
-- What staff found of a space, as JSON.
CREATE TABLE space_standings (
    id       text COLLATE "C" PRIMARY KEY,
    standing text COLLATE "C" NOT NULL
);
)sql";

}  // namespace kongdi::server
