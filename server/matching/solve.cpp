// SPDX-License-Identifier: Apache-2.0
#include "server/matching/solve.hpp"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/matching/gain_bounds.hpp"
#include "core/matching/matching_choice.hpp"

namespace kongdi::server {

namespace {

/// Gains are whole, so what lies above the best found by less than this is the best found.
constexpr double kGap = 0.9;

/// The solver reckons in doubles; what it lets through by a last bit is forbidden and sought anew.
constexpr int kMostSearches = 50;
/// As parts of the bound: how near it the best choice is expected, and how near the best the first
/// search stops. Guesses that cost time only: what they leave open is closed by the next search.
constexpr double kNear = 0.00002;
constexpr double kRough = 0.0001;
/// Variables of a model that is made smaller within a quarter of a second.
constexpr std::size_t kMostMadeSmaller = 10'000;

class Deadline {
public:
    explicit Deadline(std::optional<double> seconds) : m_seconds(seconds) {}
    std::optional<double> seconds_left() const {
        if (!m_seconds) return std::nullopt;
        const std::chrono::duration<double> gone = Clock::now() - m_began;
        return *m_seconds - gone.count();
    }
    /// A search of less is not worth beginning.
    bool is_over() const { return m_seconds && *seconds_left() < 0.01; }

private:
    using Clock = std::chrono::steady_clock;
    std::optional<double> m_seconds;
    Clock::time_point m_began = Clock::now();
};

/// The solver keeps statics and takes SIGINT for itself while it searches: one search at a time,
/// and afterwards the signal is whose it was.
class Turn {
public:
    explicit Turn(const Deadline& deadline) : m_lock(s_mutex) {
        s_deadline = &deadline;
        sigaction(SIGINT, nullptr, &m_before);
    }
    ~Turn() {
        sigaction(SIGINT, &m_before, nullptr);
        s_deadline = nullptr;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    /// What the solver calls on its way. It knows of no end before it searches the tree: CBC 2.10
    /// reads what is not there when time runs out while it makes a model smaller.
    static int told(CbcModel* cbc, int where) {
        constexpr int kBeforeTree = 3;
        if (where != kBeforeTree) return 0;
        // The solver counts from the beginning of its search, which has passed already.
        if (const auto seconds = s_deadline->seconds_left())
            cbc->setMaximumSeconds(cbc->getCurrentSeconds() + std::max(*seconds, 0.01));
        return 0;
    }

private:
    static std::mutex s_mutex;
    static const Deadline* s_deadline;  // of the search that has its turn
    std::lock_guard<std::mutex> m_lock;
    struct sigaction m_before = {};
};
std::mutex Turn::s_mutex;
const Deadline* Turn::s_deadline = nullptr;

struct Search {
    std::vector<double> values = {};
    bool optimal = false;
    double bound = 0;
    std::int64_t nodes = 0;
};

OsiClpSolverInterface loaded(const MatchingModel& model) {
    // The solver wants columns; the model is written in rows.
    const std::size_t columns = model.variables.size();
    std::vector<int> starts(columns + 1, 0);
    for (const ModelRow& row : model.rows)
        for (const ModelTerm& term : row.terms) ++starts[term.variable + 1];
    for (std::size_t i = 0; i < columns; ++i) starts[i + 1] += starts[i];
    std::vector<int> next(starts.begin(), starts.end() - 1), index(model.terms());
    std::vector<double> value(model.terms());
    std::vector<double> lower(model.rows.size(), -HUGE_VAL), upper;
    for (std::size_t r = 0; r < model.rows.size(); ++r) {
        upper.push_back(static_cast<double>(model.rows[r].most));
        for (const ModelTerm& term : model.rows[r].terms) {
            const auto at = static_cast<std::size_t>(next[term.variable]++);
            index[at] = static_cast<int>(r);
            value[at] = static_cast<double>(term.coefficient);
        }
    }
    std::vector<double> zeros(columns, 0), ones(columns, 1), gains;
    for (const ModelVariable& one : model.variables) gains.push_back(static_cast<double>(one.gain));
    OsiClpSolverInterface out;
    out.messageHandler()->setLogLevel(0);
    out.loadProblem(static_cast<int>(columns), static_cast<int>(model.rows.size()), starts.data(),
                    index.data(), value.data(), zeros.data(), ones.data(), gains.data(),
                    lower.data(), upper.data());
    for (std::size_t i = 0; i < columns; ++i)
        if (model.variables[i].whole) out.setInteger(static_cast<int>(i));
    out.setObjSense(-1);  // the most
    return out;
}

Search search(const MatchingModel& model, const std::vector<double>& begin, double gap,
              const Deadline& deadline) {
    const Turn turn(deadline);
    const OsiClpSolverInterface solver = loaded(model);
    CbcModel cbc(solver);
    CbcSolverUsefulData settings;
    settings.noPrinting_ = true;
    settings.useSignalHandler_ = false;
    CbcMain0(cbc, settings);
    cbc.setLogLevel(0);
    cbc.setRandomSeed(1);
    std::vector<std::pair<std::string, double>> start;
    for (std::size_t i = 0; i < begin.size(); ++i)
        start.emplace_back(solver.getColName(static_cast<int>(i)), begin[i]);
    cbc.setMIPStart(start);
    std::vector<std::string> words = {"kongdi"};
    const auto set = [&](const char* name, std::string value) {
        words.insert(words.end(), {name, std::move(value)});
    };
    set("-logLevel", "0");
    set("-allowableGap", std::to_string(gap));
    set("-ratioGap", "0");
    set("-randomSeed", "1");
    set("-randomCbcSeed", "1");
    set("-timeMode", "elapsed");
    // Making a large model smaller takes long, and nothing ends it.
    if (deadline.seconds_left() && model.variables.size() > kMostMadeSmaller)
        set("-preprocess", "off");
    set("-solve", "-quit");
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    CbcMain1(static_cast<int>(arguments.size()), arguments.data(), cbc, Turn::told, settings);

    Search out;
    out.optimal = cbc.isProvenOptimal();
    out.bound = cbc.getBestPossibleObjValue();
    out.nodes = cbc.getNodeCount();
    if (const double* found = cbc.bestSolution())
        out.values.assign(found, found + model.variables.size());
    return out;
}

/// The same problem, in which all other offers give nothing.
MatchingProblem only(const MatchingProblem& problem, const ChosenOffers& offers) {
    MatchingProblem out = problem;
    for (std::size_t i = 0; i < out.offers.size(); ++i)
        if (!std::binary_search(offers.begin(), offers.end(), i))
            for (GainShare& share : out.offers[i].shares) share.gain = 0;
    return out;
}

/// The best of a model, sought again while a row is broken by a last bit.
Result<Search> best_of(MatchingModel model, const std::vector<double>& begin, double gap,
                       const Deadline& deadline) {
    for (int again = 0; again < kMostSearches; ++again) {
        if (deadline.is_over()) return Search{.values = begin};
        Search found = search(model, begin, gap, deadline);
        if (found.values.empty()) found.values = begin;
        std::vector<ModelRow> against = rows_against(model, found.values);
        if (against.empty()) return found;
        for (ModelRow& row : against) model.rows.push_back(std::move(row));
    }
    return Error{ErrorCode::Internal, {}, "rows of the model stay broken"};
}

/// The best found so far, and where it is told.
struct Hunt {
    Matching& out;
    ChosenOffers best;
    std::int64_t gain;
    const Deadline& deadline;
};

/// One search in what is left of the problem: nothing in it gives more than `bound`, nothing else
/// as much as `least`. Says whether it came to its end.
Result<bool> search_in(Hunt& hunt, const MatchingProblem& problem, const MatchingModel& model,
                       double gap, double bound, double least) {
    const std::vector<double> begin = values_of(model, problem, hunt.best);
    const Search found = KONGDI_TRY(best_of(model, begin, gap, hunt.deadline));
    hunt.out.searched = std::max(hunt.out.searched, model.variables.size());
    hunt.out.nodes += found.nodes;
    const ChosenOffers choice = choice_of(model, found.values);
    if (const std::int64_t gain = outcome_of(hunt.out.problem, choice).gain; gain > hunt.gain) {
        hunt.gain = gain;
        hunt.best = choice;
    }
    if (found.optimal) return true;
    // What the solver says of a search that hardly began is no bound.
    if (found.bound >= static_cast<double>(hunt.gain)) bound = std::min(bound, found.bound);
    hunt.out.end = SolveEnd::Stopped;
    hunt.out.bound = static_cast<std::int64_t>(std::floor(std::max(bound, least)));
    return false;
}

Result<void> search_whole(Hunt& hunt, const MatchingProblem& left, const MatchingModel& whole) {
    double all = 0;
    for (const ModelVariable& one : whole.variables) all += static_cast<double>(one.gain);
    KONGDI_TRY(search_in(hunt, left, whole, kGap, all, 0));
    return {};
}

/// Most offers cannot be in a choice that comes near the bound. If what is found among the others
/// does come near, nothing was missed; else it is sought among more. The first search stops early:
/// a good choice lets the second leave out more.
Result<void> search_near(Hunt& hunt, const MatchingProblem& left) {
    const GainBounds bounds = gain_bounds(left, hunt.best);
    hunt.best = bounds.guess;
    hunt.gain = outcome_of(hunt.out.problem, hunt.best).gain;
    double least = bounds.all - kNear * bounds.all;
    double gap = std::max(kGap, kRough * bounds.all);
    for (bool proven = false; !proven; least = 0, gap = kGap) {
        const double more = static_cast<double>(hunt.gain) + 1;
        least = std::max(least, more);
        // Of the few that are left bounds are had faster, and become tighter.
        MatchingProblem near = narrowed(left, bounds, least, hunt.best);
        const GainBounds tighter = gain_bounds(near, hunt.best, &bounds.prices);
        if (tighter.all < least) {  // nothing gives that much
            proven = least <= more;
            continue;
        }
        near = narrowed(near, tighter, least, hunt.best);
        const MatchingModel model = build_model(near);
        if (!KONGDI_TRY(search_in(hunt, near, model, gap, tighter.all, least))) break;
        proven = gap <= kGap && static_cast<double>(hunt.gain) + 1 >= least;
    }
    return {};
}

}  // namespace

Result<Matching> solve_matching(const MatchingProblem& problem, const SolveLimits& limits) {
    KONGDI_CHECK(check_problem(problem));
    const Deadline deadline(limits.most_seconds);
    Matching out;
    out.problem = in_order(problem);
    const MatchingModel whole = build_model(out.problem);
    out.variables = whole.variables.size();
    out.rows = whole.rows.size();
    out.terms = whole.terms();
    out.dropped = whole.refused + whole.without_gain + whole.dominated;
    if (whole.variables.empty()) return out;  // nothing can be chosen

    const MatchingProblem left = only(out.problem, whole.offers_left());
    const ChosenOffers begin = greedy_choice(left, whole.offers_left());
    Hunt hunt{out, begin, outcome_of(out.problem, begin).gain, deadline};
    KONGDI_CHECK(limits.whole_model ? search_whole(hunt, left, whole) : search_near(hunt, left));
    out.choice = settled(out.problem, hunt.best);
    out.outcome = outcome_of(out.problem, out.choice);
    out.bound = std::max(out.bound, out.outcome.gain);
    return out;
}

}  // namespace kongdi::server
