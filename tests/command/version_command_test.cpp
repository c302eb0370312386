// `mirage version` and `mirage --version`.

#include <gtest/gtest.h>

#include "mirage/version.hpp"
#include "program.hpp"

namespace {

using mirage_test::mirage;

TEST(VersionCommand, BothFormsPrintOneLine) {
    const auto run = mirage("version");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out.rfind("mirage " + std::string(::mirage::version) + " (", 0), 0u) << run.out;
    EXPECT_EQ(mirage("--version").out, run.out);
}

}  // namespace
