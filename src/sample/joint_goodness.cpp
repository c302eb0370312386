#include "sample/joint_goodness.hpp"

#include <cmath>

#include <fmt/format.h>

#include "fit/distributions.hpp"

namespace mirage {
namespace {

constexpr double least_chance = 1e-3;

FitStatus status_of(const JointParameter& parameter, const FittedParameter& p, bool describes) {
    if (p.status == FitStatus::fixed) return p.status;
    if (!describes) return FitStatus::undetermined;
    const bool vague = parameter.of_points && p.error > std::fabs(p.value);
    return vague && p.status == FitStatus::determined ? FitStatus::undetermined : p.status;
}

std::string chances(const Chance& chance) {
    return fmt::format("{}, {:.2g} sigma", chance_text(chance.p_value), chance.sigmas);
}

std::string statement_of(const JointFit& fit, const JointGoodness& g) {
    if (!fit.points_alone && !fit.spectra_alone) return "";
    if (g.points && !g.spectra) return g.points->statement;
    if (g.spectra && fit.points.points == 0) return g.spectra->statement;
    const bool points = !g.points || g.points->describes, spectra = !g.spectra || g.spectra->describes;
    if (!points && !spectra) return "the model describes neither the points nor the spectra";
    if (!points) return "the model does not describe the points";
    if (!spectra) return "the model does not describe the spectra";
    if (std::isnan(fit.agreement.p_value))
        return "the model describes each part; they have no parameter in common that both tell";
    return g.agree
               ? fmt::format("the model describes points and spectra together ({})", chances(fit.agreement))
               : fmt::format("points and spectra disagree ({}): the model describes each alone",
                             chances(fit.agreement));
}

}  // namespace

JointGoodness joint_goodness(const JointTask& task, const JointFit& fit) {
    JointGoodness g;
    if (fit.points_alone) g.points = goodness(task.points, *fit.points_alone);
    if (fit.spectra_alone) g.spectra = junction_goodness(task.spectra, *fit.spectra_alone);
    if (fit.points.errors_stated && fit.spectra.errors_stated && fit.freedom > 0.0)
        g.p_value = std::isfinite(fit.chi2) ? chance_of_larger_chi_squared(fit.freedom, fit.chi2) : 0.0;
    g.agree = !(fit.agreement.p_value < least_chance);
    g.describes = g.agree && (!g.points || g.points->describes) && (!g.spectra || g.spectra->describes);
    g.statement = statement_of(fit, g);
    for (std::size_t i = 0; i < fit.parameters.size(); ++i)
        g.status.push_back(status_of(fit.task[i], fit.parameters[i], g.describes));
    return g;
}

}  // namespace mirage
