#include "file/packed_values.hpp"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "unpacked.hpp"

namespace {

using namespace mirage;
using mirage_test::unpacked;

TEST(PackedValues, ComeBack) {
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{1000}}) {
        std::vector<double> values;
        for (std::size_t i = 0; i < count; ++i) values.push_back(std::sin(static_cast<double>(i)) * 1e3);
        if (count > 2) values[1] = std::nan(""), values[2] = -0.0;
        const std::vector<double> exact = unpacked<double>(packed_values(PackedType::f8, values), count),
                                  rounded = unpacked<float>(packed_values(PackedType::f4, values), count);
        for (std::size_t i = 0; i < count; ++i) {
            if (std::isnan(values[i])) {
                EXPECT_TRUE(std::isnan(exact[i]) && std::isnan(rounded[i]));
                continue;
            }
            EXPECT_EQ(exact[i], values[i]);
            EXPECT_EQ(rounded[i], static_cast<double>(static_cast<float>(values[i])));
        }
    }
    const std::vector<double> flags{0.0, 1.0, 2.0, -1.0};
    EXPECT_EQ(unpacked<std::int8_t>(packed_values(PackedType::i1, flags), 4), flags);
}

TEST(PackedValues, NeighboursThatAreAlikeCostLittle) {
    std::vector<double> values;
    for (int i = 0; i < 100'000; ++i) values.push_back(std::sqrt(1.0 + 1e-5 * i));
    EXPECT_LT(packed_values(PackedType::f4, values).size(), 250'000u)
        << "of 400,000 bytes, 533,000 in base64";
}

TEST(PackedValues, TypesHaveNamesAndSizes) {
    EXPECT_STREQ(name_of(PackedType::f8), "f8");
    EXPECT_STREQ(name_of(PackedType::f4), "f4");
    EXPECT_STREQ(name_of(PackedType::i1), "i1");
    EXPECT_EQ(size_of(PackedType::f8) + size_of(PackedType::f4) + size_of(PackedType::i1), 13u);
}

}  // namespace
