#include "Precheck.hpp"

namespace ctoml {

namespace {

bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
        || c == '"' || c == '\'';
}

/// Walks over the text just as far as is needed to tell names and brackets from strings and comments.
///
/// It need only be right for text that is valid so far: toml++ stops at the first error by itself.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::optional<Fault> fault() {
        while (!at_end()) {
            const char c = current();
            if (c == '"' || c == '\'') {
                skip_string(c);
                continue;
            }
            if (c == '#') {
                while (!at_end() && current() != '\n') step();
                continue;
            }
            if (c == '[' && open_ == 0 && !in_value_) {
                skip_header_brackets();
                // The end and a closing bracket are errors that toml++ words itself.
                if (!at_end() && current() != ']' && !begins_name(current())) {
                    return Fault{"a table header needs a name of letters, digits, - and _, or one in quotes",
                                 place_};
                }
                continue;
            }
            count(c);
            if (dots_ >= deepest || open_ > deepest) {
                return Fault{"names or brackets nest deeper than " + std::to_string(deepest), place_};
            }
            step();
        }
        return std::nullopt;
    }

private:
    void count(char c) {
        if (c == '.') {
            dots_ += 1;
            return;
        }
        if (c == '[' || c == '{') open_ += 1;
        if ((c == ']' || c == '}') && open_ > 0) open_ -= 1;
        if (c == '=') in_value_ = true;
        if (c == '\n' && open_ == 0) in_value_ = false;
        if (std::string_view("[]{}=,\n").find(c) != std::string_view::npos) dots_ = 0;
    }

    void skip_header_brackets() {
        dots_ = 0;
        for (int brackets = 0; brackets < 2 && !at_end() && current() == '['; ++brackets) {
            step();
            while (!at_end() && (current() == ' ' || current() == '\t')) step();
        }
    }

    /// Skips a string of any of the four kinds; an open one ends with the text.
    void skip_string(char quote) {
        const bool many_lines = three(quote);
        step(many_lines ? 3 : 1);
        while (!at_end()) {
            if (quote == '"' && current() == '\\') {
                step(2);
            } else if (many_lines && three(quote)) {
                step(3);
                // One or two quotes may stand right before the closing three.
                while (!at_end() && current() == quote) step();
                return;
            } else if (!many_lines && (current() == quote || current() == '\n')) {
                step();
                return;
            } else {
                step();
            }
        }
    }

    bool three(char quote) const { return text_.substr(at_, 3) == std::string(3, quote); }
    bool at_end() const { return at_ >= text_.size(); }
    char current() const { return text_[at_]; }

    void step(size_t count = 1) {
        for (; count > 0 && !at_end(); --count, ++at_) {
            const auto byte = static_cast<unsigned char>(current());
            if (byte == '\n') {
                place_ = {place_.line + 1, 1};
            } else if ((byte & 0xC0) != 0x80) {
                place_.column += 1;
            }
        }
    }

    std::string_view text_;
    size_t at_ = 0;
    ctoml_place place_{1, 1};
    int dots_ = 0;
    int open_ = 0;
    bool in_value_ = false;
};

}  // namespace

std::optional<Fault> precheck(std::string_view text) { return Scanner(text).fault(); }

}  // namespace ctoml
