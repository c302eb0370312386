// What stands at the border: results, texts, arguments that no caller should give.

#include "mirage/mirage.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "call.hpp"
#include "mirage/version.hpp"

namespace {

using mirage_test::call;

TEST(Interface, SaysWhatItIs) {
    EXPECT_EQ(mirage_abi(), MIRAGE_ABI);
    EXPECT_EQ(std::string(mirage_version()).find(mirage::version), 0u);
}

TEST(Interface, TheErrorIsThatOfTheLastCallOfTheThread) {
    EXPECT_EQ(call(mirage_points, 1, {{{"beta", {-1.0}}}}, {"phase"}).result, MIRAGE_BAD_INPUT);
    EXPECT_STREQ(mirage_error(), "beta = -1: must not be negative");
    std::thread([] { EXPECT_STREQ(mirage_error(), ""); }).join();
    EXPECT_EQ(call(mirage_points, 1, {}, {"phase"}).result, MIRAGE_OK);
    EXPECT_STREQ(mirage_error(), "");
}

TEST(Interface, ListsThatAreNotThereAreRefused) {
    EXPECT_EQ(mirage_points(-1, nullptr, 0, nullptr, 0, nullptr), MIRAGE_BAD_INPUT);
    EXPECT_EQ(mirage_points(1, nullptr, 1, nullptr, 0, nullptr), MIRAGE_BAD_INPUT);
    EXPECT_EQ(mirage_points(1, nullptr, 0, nullptr, 2, nullptr), MIRAGE_BAD_INPUT);
    EXPECT_EQ(mirage_points(1, nullptr, -1, nullptr, 0, nullptr), MIRAGE_BAD_INPUT);
    const mirage_run run{-1, nullptr, nullptr};
    EXPECT_EQ(mirage_points(1, nullptr, 0, nullptr, 0, &run), MIRAGE_BAD_INPUT);
    EXPECT_EQ(mirage_points(1, nullptr, 0, nullptr, 0, nullptr), MIRAGE_OK);
    EXPECT_EQ(mirage_points(0, nullptr, 0, nullptr, 0, nullptr), MIRAGE_OK);
}

TEST(Interface, ALongTextIsCutAndStaysOneLine) {
    const std::string text(5000, 'x');
    call(mirage_points, 1, {{}, {{"beta", text + "\n"}}}, {"phase"});
    EXPECT_LT(std::strlen(mirage_error()), 700u);
    EXPECT_EQ(std::strchr(mirage_error(), '\n'), nullptr);
}

/// Whatever is asked: an answer or a refusal, and never a number outside its meaning.
TEST(Interface, RandomInputsAreAnsweredOrRefused) {
    std::mt19937 random(20260727);
    const char* names[] = {"T",        "B",      "beta",  "gamma", "alpha", "gamma_magnetic", "theta", "tc0",
                           "momentum", "pocket", "units", "x",     ""};
    const double values[] = {
        0.0, 0.5, 1.0, -1.0, 7.0, 1e-300, 1e300, std::nan(""), std::numeric_limits<double>::infinity(), 0.1};
    const char* texts[] = {"", "auto", "si", "1,2", "G:share=0.3", "G:", "0:1:3", "\xff", "along"};
    const auto pick = [&](const auto& list) { return list[random() % std::size(list)]; };
    int answered = 0;
    for (int i = 0; i < 3000; ++i) {
        mirage_test::Inputs in;
        const std::size_t rows = random() % 3;
        for (std::size_t k = random() % 4; k > 0; --k) {
            if (random() % 4 == 0)
                in.texts.emplace_back(pick(names), pick(texts));
            else
                in.numbers[pick(names)] = mirage_test::Column(random() % 2 ? 1 : rows, pick(values));
        }
        const auto o = call(mirage_points, rows, in, {"order_parameter", "status"});
        ASSERT_TRUE(o.result == MIRAGE_OK || o.result == MIRAGE_BAD_INPUT) << o.error;
        ASSERT_EQ(o.result == MIRAGE_OK, o.error.empty());
        answered += o.result == MIRAGE_OK;
        for (const double Delta : o.out.at("order_parameter"))
            ASSERT_TRUE(o.result != MIRAGE_OK || std::isnan(Delta) || (Delta >= 0.0 && Delta < 1e6));
    }
    EXPECT_GT(answered, 100);
}

}  // namespace
