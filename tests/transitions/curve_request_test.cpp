#include "transitions/curve_request.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

CurveChoice requested(const std::string& request) {
    return requested_curve(table_of("R.dat", decoded_lines("R.dat", "a,T (K),c (Oe),d\n1,2,3,4\n")), request);
}

TEST(CurveRequest, ByNumberAndByName) {
    const CurveChoice c = requested("T[mK]=2,B=3,R[mOhm]=d");
    EXPECT_EQ(c.curves[0].T->at, 1u);
    EXPECT_EQ(c.curves[0].T->unit.per, 1e3) << "as asked, whatever the header says";
    EXPECT_EQ(c.curves[0].B->unit.per, 1e4);
    EXPECT_EQ(c.curves[0].at, 3u);
    EXPECT_EQ(c.curves[0].signal.unit.per, 1e3);
}

TEST(CurveRequest, RefusesWhatIsNotThere) {
    for (const char* request : {"T=2", "R=4", "T=2,R=9", "T=2,R=x", "T=2,R=2", "T=2,T=1,R=4", "T[Oe]=2,R=4",
                                "Q=1,R=4", "T[Tc]=2,R=4", "T=2,R[K]=4", "T"})
        EXPECT_THROW(requested(request), InputError) << request;
}

}  // namespace
