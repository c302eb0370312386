#include "command/spectrum_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "input/settings.hpp"
#include "mirage/spectra/spectral_gaps.hpp"
#include "results/printing.hpp"
#include "results/spectrum_quantities.hpp"
#include "spectra/spectrum_state.hpp"

namespace mirage {
namespace {

/// + 0.0 turns -0 into 0.
std::vector<double> row_of(const PointSpectrum& s, std::size_t i) {
    const RetardedAmplitudes& a = s.amplitudes[i];
    const std::vector<double>& given = s.configuration.energy.values;
    const double energy = given.empty() ? s.energy[i] * s.unit.energy : given[i];
    std::vector<double> row{energy};
    for (const auto& q : amplitude_quantities) row.push_back(q.value(a));
    if (s.options.spin)
        for (const auto& q : spin_quantities) row.push_back(q.value(a));
    if (s.options.conductance) row.insert(row.end(), {energy, s.conductance[i]});
    if (!s.pocket_dos.empty()) row.insert(row.end(), s.pocket_dos[i].begin(), s.pocket_dos[i].end());
    for (double& value : row) value += 0.0;
    return row;
}

std::string as_csv(const PointSpectrum& s) {
    std::string text = csv_head(s.heading);
    for (std::size_t i = 0; i < s.energy.size(); ++i)
        text += fmt::format("{:.15g}\n", fmt::join(row_of(s, i), ","));
    return text;
}

/// Without pairs, spin-orbit coupling or field there is nothing to cross at the energy of the mirage gap.
bool cannot_have_mirage_gap(const PairingModel& m) { return m.Delta == 0.0 || m.beta == 0.0 || m.B == 0.0; }

/// In words; empty where there is one.
std::string why_no_mirage_gap(const PairingModel& m, const MeasuredMirageGap& measured) {
    if (m.Delta == 0.0) return "the state is normal";
    if (m.beta == 0.0) return "no Ising coupling";
    if (m.B == 0.0) return "no field";
    return std::isnan(measured.position) ? "the density of states has no flanks there" : "";
}

std::string as_json(const PointSpectrum& s) {
    const Configuration& c = s.configuration;
    const double e = s.unit.energy;
    const MirageGap clean = mirage_gap_without_disorder(s.model);
    const MeasuredMirageGap measured = mirage_gap_of_curve(s.model, s.eta);
    Json json = json_head(s.heading);
    const PointSettings point = single_point(c);
    for (const Setting* setting : printed_settings(c)) json[setting->variable()] = point.*(setting->value);
    json["eta"] = s.eta * e;
    json["order_parameter"] = s.model.Delta * e;
    json["triplet_order_parameter"] = s.model.eta * e;
    json["pair_momentum"] = s.model.Q * e;
    json["gap_edge"] = gap_edge(s.model) * e;
    json["zero_energy_dos"] = s.zero_energy_dos;
    add_json(json["mirage"], measured_gap_quantities, measured, s.unit);
    add_json(json["mirage"], clean_gap_quantities, clean, s.unit);
    if (const std::string why = why_no_mirage_gap(s.model, measured); !why.empty())
        json["mirage"]["none"] = why;
    for (const Column& column : s.heading.columns) json["columns"].push_back(column.name);
    json["rows"] = Json::array();
    for (std::size_t i = 0; i < s.energy.size(); ++i) json["rows"].push_back(row_of(s, i));
    return json_text(json);
}

std::string table_line(const char* name, double value, const char* unit) {
    return fmt::format("{:<42}{:>18.8g}{}{}\n", name, value, *unit ? "  " : "", unit);
}

std::string mirage_rows(const PointSpectrum& s) {
    const double e = s.unit.energy;
    const char* energy = unit_name(UnitKind::energy, s.unit.units);
    const MirageGap clean = mirage_gap_without_disorder(s.model);
    const MeasuredMirageGap measured = mirage_gap_of_curve(s.model, s.eta);
    const std::string why = why_no_mirage_gap(s.model, measured);
    std::string text = why.empty() ? "\nmirage gap, from the density of states\n"
                                   : fmt::format("\nno mirage gap: {}\n", why);
    if (why.empty())
        text += table_line("  position", measured.position * e, energy) +
                table_line("  width", measured.width * e, energy) +
                table_line("  depth (1 - least DOS)", measured.depth, "") +
                table_line("  DOS at the position", measured.centre_dos, "");
    if (cannot_have_mirage_gap(s.model) || std::isnan(clean.epsilon_1)) return text;
    return text + "mirage gap without disorder and Rashba coupling\n" +
           table_line("  epsilon_1", clean.epsilon_1 * e, energy) +
           table_line("  epsilon_2", clean.epsilon_2 * e, energy) +
           table_line("  position, eq. 5", clean.approximate_position * e, energy) +
           table_line("  width, eq. 6", clean.approximate_width * e, energy);
}

std::string as_table(const PointSpectrum& s) {
    const double e = s.unit.energy;
    const char* energy = unit_name(UnitKind::energy, s.unit.units);
    std::string text =
        table_line("order parameter Delta", s.model.Delta * e, energy) +
        (s.model.eta == 0.0 ? "" : table_line("triplet order parameter eta", s.model.eta * e, energy)) +
        (s.model.Q == 0.0 ? "" : table_line("pair momentum Q", s.model.Q * e, energy)) +
        table_line("gap edge", gap_edge(s.model) * e, energy) +
        table_line("zero-energy DOS", s.zero_energy_dos, "") +
        table_line("Dynes broadening eta", s.eta * e, energy);
    text += mirage_rows(s);
    return text + fmt::format("\n{} energies from {:.6g} to {:.6g} {}: --format csv\n", s.energy.size(),
                              s.energy.front() * e, s.energy.back() * e, energy);
}

}  // namespace

std::string text_of(const PointSpectrum& spectrum, Format format) {
    if (format == Format::json) return as_json(spectrum);
    return format == Format::csv ? as_csv(spectrum) : as_table(spectrum);
}

}  // namespace mirage
