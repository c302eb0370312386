#include "visibility/visibility_statement.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mirage {
namespace {

std::string with_unit(double reduced, UnitKind kind, const UnitSystem& unit) {
    return fmt::format("{:.3g} {}", reduced * unit.factor(kind), unit_name(kind, unit.units));
}

/// Energies as voltages.
std::string volts(double reduced, const UnitSystem& unit) {
    return fmt::format("{:.4g} {}", reduced * unit.energy, unit.units == Units::si ? "mV" : "Delta0/e");
}

std::string conditions(const VisibilityRow& row, const Instrument& instrument) {
    const UnitSystem& unit = row.line.unit;
    std::string text = fmt::format("At {}", with_unit(row.fields.T, UnitKind::temperature, unit));
    if (instrument.T_electrons > row.fields.T)
        text +=
            fmt::format(", electrons at {}", with_unit(instrument.T_electrons, UnitKind::temperature, unit));
    return text + fmt::format(" and {:.3g} % noise", 100.0 * instrument.noise);
}

/// " at B, from B_from to B_to", the field a given one or the best of several.
std::string fields_text(const VisibilityRow& row) {
    const VisibleFields& f = row.fields;
    const auto field = [&](double B) { return with_unit(B, UnitKind::field, row.line.unit); };
    const std::string to = std::isnan(f.B_to) ? "" : " to " + field(f.B_to);
    const char* best = row.points.size() > 1 ? "best at" : "and at";
    return fmt::format("from {}{}, {} {}", field(f.B_from), to, best, field(f.best.B));
}

std::string survival(const VisibilityPoint& best, const UnitSystem& unit) {
    return fmt::format(
        "There it survives electrons at up to {}, a lock-in amplitude up to {} and a Dynes "
        "broadening up to {}, each alone.",
        with_unit(best.largest_temperature, UnitKind::temperature, unit), volts(best.largest_lock_in, unit),
        with_unit(best.largest_eta, UnitKind::energy, unit));
}

std::string visible(const VisibilityRow& row, const std::string& at) {
    const UnitSystem& unit = row.line.unit;
    const VisibilityPoint& best = row.fields.best;
    return fmt::format(
        "{} the mirage gap is visible {}: a dip of {:.3g} % of the normal conductance at {}, between "
        "shoulders at {} "
        "and {}. {}",
        at, fields_text(row), 100.0 * best.dip.depth, volts(best.dip.dip, unit), volts(best.dip.low, unit),
        volts(best.dip.high, unit), survival(best, unit));
}

std::string hidden(const VisibilityRow& row, const std::string& at) {
    const UnitSystem& unit = row.line.unit;
    const VisibilityPoint& best = row.fields.best;
    return fmt::format(
        "{} the mirage gap is not visible: the deepest dip, {:.3g} % of the normal conductance at {} "
        "and {}, needs the average of {:.0f} curves.",
        at, 100.0 * best.dip.depth, with_unit(best.B, UnitKind::field, unit), volts(best.dip.dip, unit),
        std::ceil(best.averages));
}

std::string nothing(const VisibilityRow& row, const std::string& at) {
    const auto all = [&](DipStatus status) {
        return std::all_of(row.points.begin(), row.points.end(),
                           [=](const VisibilityPoint& p) { return p.status == status; });
    };
    if (all(DipStatus::failed)) return at + " no point was solved.";
    if (all(DipStatus::normal)) return at + " the material is normal at these fields.";
    return at + " dI/dV has no dip of a mirage gap at these fields.";
}

std::string highest(const std::vector<VisibilityRow>& rows) {
    const auto seen = std::find_if(rows.rbegin(), rows.rend(),
                                   [](const VisibilityRow& row) { return row.fields.best.visible; });
    if (rows.size() < 2 || seen == rows.rend()) return "";
    return fmt::format(" Of these temperatures the highest with a visible dip is {}.",
                       with_unit(seen->fields.T, UnitKind::temperature, seen->line.unit));
}

}  // namespace

std::string visibility_statement(const std::vector<VisibilityRow>& rows, const Instrument& instrument) {
    const VisibilityRow& cold = rows.front();
    const std::string at = conditions(cold, instrument);
    const VisibilityPoint& best = cold.fields.best;
    const std::string text = best.visible                      ? visible(cold, at)
                             : best.status == DipStatus::found ? hidden(cold, at)
                                                               : nothing(cold, at);
    return text + highest(rows);
}

}  // namespace mirage
