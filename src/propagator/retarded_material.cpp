#include "propagator/retarded_material.hpp"

#include <cmath>

#include "propagator/retarded_equations.hpp"

namespace mirage {
namespace {

/// d<g0>/d omega of every pocket: the explicit change of w~, then the response of all coordinates.
template <class Field>
void set_slopes(MaterialFrequency<Complex<double>, Field>& f, const MaterialModel& m,
                RetardedMaterial& result) {
    Complex<double> b[MaterialFrequency<Complex<double>, Field>::most];
    const auto& layout = f.layout;
    for (int k = 0; k < layout.count; ++k) b[k] = Complex<double>(0.0, 0.0);
    for (int p = 0; p < layout.pockets; ++p) b[layout.first[p] + Field::w] = Complex<double>(1.0, 0.0);
    if (scatters(m)) {
        factorise(f, m);
        solve_factors(f, b);
    }
    for (int p = 0; p < layout.pockets; ++p) {
        Complex<double> slope(0.0, 0.0);
        for (int j = 0; j < layout.extent[p]; ++j)
            slope += f.pocket[p].H[Field::w][j] * b[layout.first[p] + j];
        result.pocket[p].g0_slope = standard(slope);
    }
}

/// The gradient in d along the field.
template <class Field>
Complex<double> along_triplet(const Complex<double>* r, const MaterialModel& m) {
    if constexpr (Field::all >= general_all)
        return m.B_x_B * r[general_d] + m.B_z_B * r[general_d + 2];
    else
        return m.B_x_B * r[in_plane_d];
}

template <class Field>
RetardedMaterial result_of(RetardedEquations<Complex<double>, Field>& equations, const MaterialModel& m) {
    RetardedMaterial result;
    MaterialFrequency<Complex<double>, Field>& f = equations.frequency();
    result.solved = true;
    result.directions = equations.quality().directions;
    result.directions_error = equations.quality().error;
    for (int p = 0; p < m.pocket_count; ++p) {
        const Complex<double>* r = f.pocket[p].r;
        PocketAmplitudes& a = result.pocket[p];
        a.g0 = standard(r[Field::w]);
        a.F = standard(r[Field::D]);
        a.G = standard(-Field::field_slope(r, m.B_x_B, m.B_z_B));
        a.fx = standard(-along_triplet<Field>(r, m));
        a.fy = m.pocket[p].form == SpinOrbitForm::valley ? standard(r[Field::y]) : 0.0;
    }
    set_slopes(f, m, result);
    return result;
}

template <class Field>
DressedCoordinates dressed_coordinates(const MaterialFrequency<Complex<double>, Field>& f) {
    DressedCoordinates dressed;
    dressed.reserve(static_cast<std::size_t>(f.layout.count));
    for (int p = 0; p < f.layout.pockets; ++p)
        for (int i = 0; i < f.layout.extent[p]; ++i) dressed.push_back(standard(f.state.x[p][i]));
    return dressed;
}

template <class Field>
bool solve_from(RetardedEquations<Complex<double>, Field>& equations, Complex<double> omega,
                const DressedCoordinates& near) {
    const auto& layout = equations.frequency().layout;
    if (near.size() != static_cast<std::size_t>(layout.count)) return false;
    return equations.solve_from_coordinates(omega, [&](int p, int i) {
        const int at = layout.first[p] + i;
        return lane_of(near[static_cast<std::size_t>(at)]);
    });
}

template <class Field>
RetardedMaterial solve_with(const MaterialModel& m, std::complex<double> omega,
                            const DressedCoordinates* near) {
    RetardedEquations<Complex<double>, Field> equations(m);
    const bool solved = (near && scatters(m) && solve_from(equations, lane_of(omega), *near)) ||
                        solve_robustly(equations, m, lane_of(omega));
    if (!solved) return {};
    RetardedMaterial result = result_of(equations, m);
    result.dressed = dressed_coordinates(equations.frequency());
    return result;
}

PocketAmplitudes mean(const PocketAmplitudes& a, const PocketAmplitudes& b) {
    return {0.5 * (a.g0 + b.g0),
            0.5 * (a.F + b.F),
            0.5 * (a.G + b.G),
            0.5 * (a.fx + b.fx),
            a.fy,
            0.5 * (a.g0_slope + b.g0_slope)};
}

/// Both halves of a pair apart.
RetardedMaterial solve_split(const MaterialModel& m, std::complex<double> omega,
                             const DressedCoordinates* near) {
    const SplitPockets split = split_pockets(m);
    if (!split.possible || !has_real_order_parameters(m)) return {};
    const RetardedMaterial halves = turns_phase(m) ? solve_with<RetardedTurning>(split.model, omega, near)
                                                   : solve_with<RetardedMomentum>(split.model, omega, near);
    RetardedMaterial result = halves;
    for (int p = 0; p < m.pocket_count; ++p)
        result.pocket[p] = mean(halves.pocket[split.first[p]], halves.pocket[split.last[p]]);
    return result;
}

}  // namespace

RetardedMaterial solve_retarded_material(const MaterialModel& m, std::complex<double> omega,
                                         const DressedCoordinates* near) {
    if (m.Q != 0.0)
        return is_across(m) ? solve_with<RetardedAcross>(m, omega, near) : solve_split(m, omega, near);
    if (is_in_plane(m)) return solve_with<InPlaneField>(m, omega, near);
    return turns_uniform_phase(m) ? solve_with<AnyTurningField>(m, omega, near)
                                  : solve_with<AnyField>(m, omega, near);
}

}  // namespace mirage
