// What Boost.Math does where it has no result: throws as it does otherwise, with a message that needs no
// streams, which would make the engine a third larger.

#include <stdexcept>

#include <boost/math/policies/error_handling.hpp>

namespace boost::math::policies {

template <>
double user_domain_error(const char* function, const char*, const double&) {
    throw std::domain_error(function);
}

template <>
double user_pole_error(const char* function, const char*, const double&) {
    throw std::domain_error(function);
}

template <>
double user_evaluation_error(const char* function, const char*, const double&) {
    throw std::runtime_error(function);
}

template <>
double user_rounding_error(const char* function, const char*, const double&, const double&) {
    throw std::runtime_error(function);
}

template <>
double user_rounding_error(const char* function, const char*, const double&, const int&) {
    throw std::runtime_error(function);
}

template <>
double user_indeterminate_result_error(const char* function, const char*, const double&) {
    throw std::domain_error(function);
}

}  // namespace boost::math::policies
