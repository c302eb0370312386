#pragma once
// The outputs of a call: quantities of the tables of results by their names, each a column of the caller.

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mirage/mirage.h"
#include "results/quantities.hpp"

namespace mirage {

/// Without the length of either.
inline bool same_text(const char* known, const char* name) { return std::strcmp(known, name) == 0; }

/// What a call can put out, as it is described.
struct OutputName {
    std::string name;
    std::string long_name;
    UnitKind unit = UnitKind::number;
    std::string meanings{};  ///< of a flag
    int missing = 0;         ///< the flag where nothing was computed
    bool is_flag = false;
    bool several = false;  ///< values in each row
    std::string other{};   ///< name in the file, where it has another one there
};

/// How many numbers of a quantity a row has.
enum class Width { one, several };

/// The entries of a table, behind a prefix.
template <class State, std::size_t n>
void add_names(std::vector<OutputName>& names, const std::array<Quantity<State>, n>& quantities,
               const std::string& prefix = "", Width width = Width::one) {
    for (const Quantity<State>& q : quantities)
        names.push_back({prefix + q.printed(), q.long_name, q.unit, q.meanings, q.missing,
                         q.storage == Storage::flag, width == Width::several, *q.column ? q.name : ""});
}

/// One column: `width` numbers in each row.
struct OutputColumn {
    double* values = nullptr;  ///< none: nobody wants it
    std::int64_t width = 1;

    explicit operator bool() const { return values; }
    void set(std::int64_t row, double value, std::int64_t place = 0) const {
        if (values) values[row * width + place] = value;
    }
};

/// A column that a quantity goes to.
template <class State>
struct WantedQuantity {
    const Quantity<State>* quantity = nullptr;
    OutputColumn column;
};
template <class State>
using Wanted = std::vector<WantedQuantity<State>>;

/// The columns of one call. All are NaN before anything is computed.
class Outputs {
public:
    /// Throws InputError for a column that is not a multiple of `rows` long, and for a name given twice.
    Outputs(std::int64_t rows, std::span<const mirage_output> outputs);

    /// The columns that are wanted of a table, by either name of its quantities.
    template <class State, std::size_t n>
    Wanted<State> of(const std::array<Quantity<State>, n>& quantities, std::string_view prefix = "") const {
        Wanted<State> wanted;
        for (const mirage_output& output : outputs_) {
            if (std::strncmp(output.name, prefix.data(), prefix.size()) != 0) continue;
            const char* const name = output.name + prefix.size();
            for (const Quantity<State>& q : quantities)
                if (same_text(q.printed(), name) || same_text(q.name, name))
                    wanted.push_back({&q, column_of(output)});
        }
        return wanted;
    }

    OutputColumn named(std::string_view name) const;

    /// Throws InputError for a name that is not among these, with the one that was meant, and for several
    /// values in each row where there is one.
    void check(const std::vector<OutputName>& names) const;

private:
    OutputColumn column_of(const mirage_output& output) const;

    std::int64_t rows_;
    std::span<const mirage_output> outputs_;
};

/// Writes the quantities of one state in the user's units.
template <class State>
void write(const Wanted<State>& wanted, std::int64_t row, const State& state, const UnitSystem& unit,
           std::int64_t place = 0) {
    for (const WantedQuantity<State>& w : wanted)
        if (place < w.column.width)
            w.column.set(row, w.quantity->value(state) * unit.factor(w.quantity->unit), place);
}

/// Of a state that was not computed: flags say so, numbers stay NaN.
template <class State>
void write_missing(const Wanted<State>& wanted, std::int64_t row) {
    for (const WantedQuantity<State>& w : wanted)
        if (w.quantity->storage == Storage::flag) w.column.set(row, w.quantity->missing);
}

}  // namespace mirage
