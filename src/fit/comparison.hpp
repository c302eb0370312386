#pragma once
// Whether a model fits all of the data, and which data would tell two models apart.

#include <optional>
#include <vector>

#include "fit/fit.hpp"

namespace mirage {

/// One model fitted to the data: what was asked, what came out.
struct ModelFit {
    FitTask task;
    FitResult result;
};

/// The first free coupling, which `readings` follow; null where there is none.
const FitParameter* leading_coupling(const FitTask& task);

/// The leading coupling as a part of the data has it: every point of T >= from * Tc0, with Tc0 of the fit of
/// all points.
struct Reading {
    double from = 0.0;  ///< T/Tc0; 0: all points
    double value = 0.0, error = 0.0;
    std::size_t points = 0;
    bool agrees = true;  ///< with that of all points, within two standard deviations of the difference
};

/// The parts of the data that are read, as Reading::from.
inline constexpr double reading_ranges[] = {0.0, 0.5, 0.7, 0.9};

/// Readings of all points and of those above 0.5, 0.7 and 0.9 Tc0, where enough are left; every free
/// parameter but Tc0 is fitted again. A model that holds gives the same coupling from every part; the field
/// of Klemm, Luther and Beasley read by the Ising formula does not (Zhang and Falson 2021, section 3). For a
/// task of one sample with a free coupling; else empty.
std::vector<Reading> readings(const ModelFit& fit);

/// Where the curves of two fits lie farthest apart, in units of the error of one more point.
struct Separation {
    std::size_t sample = 0;
    double T = 0.0;            ///< [K]
    double B[2] = {0.0, 0.0};  ///< [T] of either
    double errors = 0.0;       ///< distance in standard deviations, of the point and of both curves together
};

/// Over temperatures from 0.02 Tc0 (or the lowest measured) at which the smaller of both fields is at most
/// `largest_B` [T]; nothing where there is none.
std::optional<Separation> separation(const ModelFit& a, const ModelFit& b, double largest_B);

}  // namespace mirage
