#pragma once
// tests/data/general_average.csv: materials at one frequency.

#include <fstream>
#include <map>

#include "propagator/material_model.hpp"
#include "table.hpp"

namespace mirage_test {

/// One row of general_average.csv: `cell` by name.
struct AverageRow {
    std::map<std::string, double> cell;

    double operator[](const char* name) const { return cell.at(name); }
    bool has_momentum() const { return (*this)["Q_x"] != 0.0 || (*this)["Q_y"] != 0.0; }
};

inline std::vector<AverageRow> average_rows() {
    std::ifstream file(MIRAGE_TEST_DATA "/general_average.csv");
    std::string line;
    std::getline(file, line);
    if (line.back() == '\r') line.pop_back();
    const std::vector<std::string> names = split(line, ',');
    std::vector<AverageRow> rows;
    for (const Row& row : read_table("general_average.csv")) {
        AverageRow named;
        for (std::size_t i = 0; i < names.size(); ++i) named.cell[names[i]] = number(row, i);
        rows.push_back(named);
    }
    return rows;
}

/// The field along x; the momentum follows. The table's form factors are not normalised.
inline mirage::MaterialModel model_of(const AverageRow& x) {
    mirage::MaterialModel m;
    const double n = x["gamma_pocket_weight"], intra = x["gamma_intra"], inter = x["gamma_inter"];
    m.Delta = x["Delta"], m.eta = x["eta"];
    m.B_x = std::hypot(x["B_x"], x["B_y"]);  // Rashba coupling has no axis in the plane
    m.B_z = x["B_z"];
    m.Q = std::hypot(x["Q_x"], x["Q_y"]);
    if (m.Q > 0.0) {
        m.Q_x = (x["Q_x"] * x["B_x"] + x["Q_y"] * x["B_y"]) / (m.Q * m.B_x);
        m.Q_y = (x["Q_y"] * x["B_x"] - x["Q_x"] * x["B_y"]) / (m.Q * m.B_x);
    }
    m.pocket_count = n > 0.0 ? 2 : 1;
    m.pocket[0] = {1.0 - n, 1.0, 1.0, x["beta"], x["alpha"], 1.0, 1.0, mirage::SpinOrbitForm::valley};
    m.pocket[1] = {n,   x["gamma_pocket_chi"],         0.0, x["gamma_pocket_beta"], x["alpha"], 1.0,
                   1.0, mirage::SpinOrbitForm::cos3phi};
    m.even[0][0] = (1.0 - n) * (intra + inter);
    m.odd[0] = (1.0 - n) * (intra - inter);
    m.even[0][1] = 2.0 * n * inter;
    m.even[1][0] = 2.0 * (1.0 - n) * inter;
    m.even[1][1] = 2.0 * n * intra;
    m.magnetic = x["gamma_magnetic"], m.spin_orbit = x["gamma_spin_orbit"], m.orbital = x["gamma_orbital"];
    return m;
}

/// Phi of the normal state: omega and half the mean rate.
inline double normal_functional(const mirage::MaterialModel& m, double omega) {
    double rate = m.magnetic + m.spin_orbit + m.orbital;
    for (int p = 0; p < m.pocket_count; ++p)
        for (int q = 0; q < m.pocket_count; ++q) rate += m.pocket[p].share * m.even[p][q];
    return omega + 0.5 * rate;
}

}  // namespace mirage_test
