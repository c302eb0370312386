#include "sweep/failures.hpp"

#include <limits>
#include <numbers>
#include <utility>

#include <fmt/format.h>

namespace mirage {
namespace {

constexpr const char* kind_names[work_kinds] = {"points", "temperatures of critical lines",
                                                "planes of special temperatures", "spectra"};

/// The rank that holds the failure with the lowest number.
int rank_of_first(const FailureLog::Failures& mine, const Communicator& mpi) {
    struct {
        long number;
        int rank;
    } own{mine.count > 0 ? static_cast<long>(mine.first) : std::numeric_limits<long>::max(), mpi.rank},
        first{};
    MPI_Allreduce(&own, &first, 1, MPI_LONG_INT, MPI_MINLOC, mpi.comm);
    return first.rank;
}

}  // namespace

namespace {

/// ", gamma_magnetic = 0.1, ..., pocket 0.4 of beta = 3, alpha = 0, gap = 0.7": what is not zero.
std::string text_of(const Material& m) {
    std::string text = fmt::format(", gamma_intra = {}", m.gamma_intra);
    const std::pair<const char*, double> values[] = {{"gamma_pocket", m.gamma_pocket},
                                                     {"gamma_magnetic", m.gamma_magnetic},
                                                     {"gamma_spin_orbit", m.gamma_spin_orbit},
                                                     {"orbital", m.orbital},
                                                     {"orbital_perpendicular", m.orbital_perpendicular},
                                                     {"theta", m.theta},
                                                     {"T_triplet", m.T_triplet}};
    for (const auto& [name, value] : values)
        if (value != 0.0) text += fmt::format(", {} = {}", name, value);
    for (const Pocket& p : m.pockets)
        text += fmt::format(", pocket {} of beta = {}{}, alpha = {}, gap = {}", p.share, p.beta,
                            p.form == SpinOrbitForm::cos3phi ? " cos 3phi" : "", p.alpha, p.gap);
    return text;
}

/// ", Q = 0.3 at 90 degrees to the field", "the best Q ...", nothing in the uniform state.
std::string momentum_text(const Parameters& p) {
    const double degrees = p.Q_angle / std::numbers::pi * 180.0;
    if (p.momentum == PairMomentum::best) return fmt::format(", the best Q at {:g} degrees", degrees);
    return p.Q == 0.0 ? std::string() : fmt::format(", Q = {} at {:g} degrees", p.Q, degrees);
}

}  // namespace

std::string text_of(const Parameters& p) {
    return fmt::format("T = {}, B = {}, beta = {}, gamma = {}, alpha = {}{}{} (reduced units)", p.T, p.B,
                       p.beta, p.gamma, p.alpha, momentum_text(p), p.material ? text_of(*p.material) : "");
}

void FailureLog::add(WorkKind kind, std::int64_t number, const std::string& reason) {
    const std::lock_guard lock(mutex_);
    Failures& failures = failures_[static_cast<std::size_t>(kind)];
    if (failures.count++ == 0 || number < failures.first) failures.first = number, failures.reason = reason;
}

FailureLog::Failures FailureLog::of(WorkKind kind) const {
    const std::lock_guard lock(mutex_);
    return failures_[static_cast<std::size_t>(kind)];
}

std::vector<std::string> failure_lines(const FailureLog& log, const Communicator& mpi) {
    std::vector<std::string> lines;
    for (std::size_t kind = 0; kind < work_kinds; ++kind) {
        const FailureLog::Failures mine = log.of(static_cast<WorkKind>(kind));
        std::int64_t count = mine.count;
        MPI_Allreduce(MPI_IN_PLACE, &count, 1, MPI_INT64_T, MPI_SUM, mpi.comm);
        if (count == 0) continue;
        const std::string reason = broadcast(mine.reason, mpi.comm, rank_of_first(mine, mpi));
        lines.push_back(fmt::format("{} {} failed; the first: {}", count, kind_names[kind], reason));
    }
    return lines;
}

}  // namespace mirage
