#include "file/part_text.hpp"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "results/quantities.hpp"

namespace mirage {
namespace {

/// A variable's values as text: words of its flags, and what stands where there is none.
class ValueText {
public:
    enum class Quotes { none, around_words };

    ValueText(const VariableSummary& variable, const char* missing, Quotes quotes)
        : missing_(missing), fill_(variable.fill) {
        const char* mark = quotes == Quotes::around_words ? "\"" : "";
        const char* meanings = variable.flag_meanings.c_str();
        if (!*meanings) return;
        failed_ = fmt::format("{0}{1}{0}", mark, meaning(meanings, -1));
        for (std::string word; !(word = meaning(meanings, static_cast<int>(words_.size()))).empty();)
            words_.push_back(fmt::format("{0}{1}{0}", mark, word));
    }
    void append(fmt::memory_buffer& text, double value) const {
        if (!words_.empty() && value < 0.0)
            text.append(failed_);
        else if (!words_.empty() && value < static_cast<double>(words_.size()))
            text.append(words_[static_cast<std::size_t>(value)]);
        else if (!std::isfinite(value) || value == fill_)
            text.append(missing_);
        else
            fmt::format_to(std::back_inserter(text), "{}", value);
    }

private:
    std::string_view missing_;
    double fill_;
    std::string failed_;
    std::vector<std::string> words_;
};

/// The indices of consecutive values.
class Position {
public:
    explicit Position(const FilePart& part) : size_(part.box.count), index_(size_.size(), 0) {}

    hsize_t index(std::size_t axis) const { return index_[axis]; }
    void next() {
        for (std::size_t i = index_.size(); i-- > 0;) {
            if (++index_[i] < size_[i]) return;
            index_[i] = 0;
        }
    }
    /// How many of the last axes begin here: the lists that open.
    std::size_t opening() const {
        std::size_t count = 0;
        while (count < index_.size() && index_[index_.size() - 1 - count] == 0) ++count;
        return count;
    }

private:
    std::vector<hsize_t> size_, index_;
};

void flush(fmt::memory_buffer& text, TextWriter& out) {
    out.add({text.data(), text.size()});
    text.clear();
}

constexpr std::size_t piece = 1 << 20;  // [bytes] that go out at a time

/// One variable as nested lists.
void write_nested(const std::string& file, const FilePart& part, TextWriter& out) {
    const ValueText of(part.variables.front(), "null", ValueText::Quotes::around_words);
    Position position(part);
    fmt::memory_buffer text;
    bool first = true;
    stream_part(file, part, [&](const std::vector<std::vector<double>>& values) {
        for (const double value : values[0]) {
            const std::size_t lists = position.opening();
            if (!first) fmt::format_to(std::back_inserter(text), "{:]>{}}", lists ? "]," : ",", lists + 1);
            first = false;
            fmt::format_to(std::back_inserter(text), "{:[>{}}", "", lists);
            of.append(text, value);
            position.next();
            if (text.size() > piece) flush(text, out);
        }
    });
    fmt::format_to(std::back_inserter(text), "{:]>{}}", "", part.axes.size());
    flush(text, out);
}

}  // namespace

std::vector<Column> columns_of(const FilePart& part) {
    std::vector<Column> columns;
    for (const Coordinate& axis : part.axes) columns.push_back({axis.name, axis.units});
    for (const VariableSummary& variable : part.variables) columns.push_back({variable.name, variable.units});
    return columns;
}

void write_csv(const std::string& file, const FilePart& part, const Heading& heading, TextWriter& out) {
    out.add(csv_head(heading));
    std::vector<ValueText> of;
    for (const VariableSummary& variable : part.variables)
        of.emplace_back(variable, "nan", ValueText::Quotes::none);
    std::vector<std::vector<std::string>> axes;
    for (const Coordinate& axis : part.axes) {
        axes.emplace_back();
        for (const double value : axis.values) axes.back().push_back(fmt::format("{},", value));
    }
    Position position(part);
    fmt::memory_buffer text;
    stream_part(file, part, [&](const std::vector<std::vector<double>>& values) {
        for (std::size_t row = 0; row < values[0].size(); ++row, position.next()) {
            for (std::size_t i = 0; i < axes.size(); ++i) text.append(axes[i][position.index(i)]);
            for (std::size_t i = 0; i < of.size(); ++i) {
                of[i].append(text, values[i][row]);
                text.push_back(i + 1 < of.size() ? ',' : '\n');
            }
            if (text.size() > piece) flush(text, out);
        }
    });
    flush(text, out);
}

void write_json(const std::string& file, const FilePart& part, const Heading& heading, TextWriter& out) {
    Json json = json_head(heading);
    json["dims"] = Json::array();
    for (const Coordinate& axis : part.axes) {
        json["dims"].push_back(axis.name);
        json["coords"][axis.name] = axis.values;
    }
    const std::string head = json_text(json);
    out.add(head.substr(0, head.rfind('\n', head.size() - 2)));  // without the last brace
    out.add(",\n  \"values\": {");
    for (std::size_t i = 0; i < part.variables.size(); ++i) {
        out.add(fmt::format("{}\n    \"{}\": ", i == 0 ? "" : ",", part.variables[i].name));
        write_nested(file, {{part.variables[i]}, part.axes, part.box}, out);
    }
    out.add("\n  }\n}\n");
}

}  // namespace mirage
