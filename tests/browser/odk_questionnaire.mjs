// SPDX-License-Identifier: Apache-2.0
// A questionnaire with a question of each kind, and with logic that uses each function.
const words = (text) => ({ zh: `${text}？`, en: `${text}?` });
const choices = (...codes) => codes.map((code) => ({ code, label: words(code) }));

const questions = [
    { name: 'minutes', kind: 'number', min: 0, max: 90, required: "${space_type} != 'I01'",
        constraint: '. mod 1 = 0 and . != 13', constraint_message: words('whole') },
    { name: 'hours', kind: 'number' },
    { name: 'far', kind: 'calculated', calculation: '${minutes} > 30' },
    { name: 'twice', kind: 'calculated', // 7 of 7, so that the two can be compared
        calculation: '${minutes} * 2 - 7 + 0 * coalesce(${hours}, 0)' },
    { name: 'note', kind: 'information', relevant: '${far}' },
    { name: 'liking', kind: 'scale', required: true },
    { name: 'parts', kind: 'scale_matrix', choices: choices('0_5', 'a-b', '_c'), required: true },
    { name: 'stops', kind: 'matrix', choices: choices('0_5', 'shop'), columns: [
        { name: 'goes', kind: 'single_choice', label: words('goes'),
            choices: choices('yes', 'no') },
        { name: 'likes', kind: 'scale', label: words('likes'),
            relevant: "${goes} = 'yes' and ${minutes} < 60" }] },
    { name: 'since', kind: 'date', constraint: ". <= today() and . > '2000-01-01'" },
    { name: 'why', kind: 'text', max_length: 60 },
    { name: 'name', kind: 'text', max_length: 8, required: true,
        relevant: "${stops.0_5.goes} = 'yes'" },
    { name: 'story', kind: 'text', multiline: true },
    { name: 'some', kind: 'multiple_choice', choices: choices('a', 'b', 'c', 'd'), min: 1, max: 3 },
    { name: 'order', kind: 'ranking', choices: choices('a', 'b', 'c') },
];

/** When a question that must be answered is asked: who reads one otherwise drops or misses it. */
const conditions = [
    '${minutes} > 30', '${far}', 'not(${far}) and ${twice} < 40', '${minutes} mod 7 < 3',
    '${minutes} div 2 >= 10 and ${minutes} * 2 <= 100', '-${minutes} + 50 > 0 or ${hours} = 1',
    'not(${minutes} = 7)', '${minutes} > 0 and ${minutes} = ${twice}', "${minutes} = '7'",
    "${hours} = ''",
    '${twice}', '${why} and ${hours}', 'not(${why}) or ${minutes} > 50', '${why} = true()',
    "if(${hours}, 'a', 'b') = 'a'", "if(${far}, 'a', 'b') = 'a'", "coalesce(${why}, ${name}) != ''",
    "concat(${minutes}, '') = '7'", "string-length(${minutes}) = 1", "string(${liking}) = '3'",
    'number(${minutes}) > 20', '${liking} >= 3', "${liking} != 'dont_know'",
    'min(${minutes}, ${hours}) > 20', 'max(${minutes}, ${hours}, 30) > 30',
    'round(${minutes} div 7, 1) > 3', 'round(${minutes} div 4) = 6', 'int(${minutes} div 8) = 3',
    'abs(${minutes} - 40) < 10', "contains(${why}, '走')", "starts-with(${why}, '二')",
    'string-length(${why}) > 3', "selected(${facts}, 'water')", 'count-selected(${some}) > 1',
    "${some} = 'a b' or ${order} = 'a b c'", "${since} < '2021-01-01'",
    '${since} >= today() - 330', "date(${since} + 1) = '2020-03-01'",
    "${since} - '2020-01-01' > 31", "${stops.0_5.goes} = 'yes'",
    "${parts.a-b} = 'none_here' or ${parts.0_5} > 3", "${place} != ''",
    'count-selected(${photo}) > 1',
];

/** The next version of a report, with all of it. */
export function everyKind(report) {
    const page = (title, relevant, list) => ({
        title: words(title), relevant,
        questions: list.map((one) =>
            one.kind === 'calculated' ? one : { label: words(one.name), ...one }),
    });
    const asked = conditions.map((relevant, at) => ({
        name: `q${at}`, kind: 'single_choice', choices: choices('yes', 'no'), required: true,
        relevant,
    }));
    return {
        ...report,
        version: report.version + 1,
        pages: [...report.pages, page('more', "${space_type} != ''", questions),
            page('logic', '', asked)],
    };
}

/** Node, value, whether it may be: null is no answer. */
export const values = [
    ['minutes', 90, true], ['minutes', 0, true], ['minutes', 45.5, false], ['minutes', 13, false],
    ['minutes', -1, false], ['minutes', 91, false], ['minutes', null, false],
    ['since', '2000-01-02', true], ['since', '2000-01-01', false], ['since', '2999-01-01', false],
    ['why', '长'.repeat(60), true], ['why', '长'.repeat(61), false], ['why', null, true],
    ['name', '八个字八个字八个', true], ['name', '九个字九个字九个字', false],
    ['name', '   ', false], ['name', null, false],
    ['story', '长'.repeat(2000), true], ['story', '长'.repeat(2001), false],
    ['description', '行\n'.repeat(250), true], ['description', '行\n'.repeat(251), false],
    ['some', ['a', 'b', 'c'], true], ['some', ['a', 'b', 'c', 'd'], false], ['some', null, true],
    ['order', ['c', 'a', 'b'], true], ['order', null, true],
    ['floor_area/value', 1, true], ['floor_area/value', 0.99, false],
    ['floor_area/value', 100000, true], ['floor_area/value', 100000.5, false],
    ['floor_area/source', null, false], ['liking', null, false], ['space_type', null, false],
    ['place', null, false], ['place', '30.26 120.14', true], ['place', '30.26 120.14 0 0', true],
    ['../consent/survey', null, false],
];
