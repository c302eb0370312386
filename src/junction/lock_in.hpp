#pragma once
// What a lock-in amplifier makes of a curve.

namespace mirage {

/// The amplitude of the first harmonic of I(V + V_ac sin) over V_ac:
///   (2/pi) int_{-1}^{1} g(V + V_ac x) sqrt(1 - x^2) dx,
/// by the Gauss-Chebyshev rule of the second kind with as many nodes as 1e-7 needs of a curve that is smooth
/// on the scale `width`. V_ac: peak amplitude, root 2 times the rms value.
class LockIn {
public:
    LockIn(double amplitude, double width);

    template <class F>
    double operator()(const F& g, double voltage) const {
        if (amplitude_ == 0.0) return g(voltage);
        double sum = 0.0;
        for (int i = 0; i < nodes_; ++i) sum += weight(i) * g(voltage + amplitude_ * node(i));
        return sum;
    }

private:
    double node(int i) const { return table_[2 * i]; }
    double weight(int i) const { return table_[2 * i + 1]; }

    static constexpr int most_nodes = 1024;
    double amplitude_;
    int nodes_ = 0;
    double table_[2 * most_nodes];
};

}  // namespace mirage
