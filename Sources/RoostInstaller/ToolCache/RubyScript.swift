/// The script that stands for a Ruby whose paths were fixed when it was built. Pure.
struct RubyScript {
  let root: String
  /// Beside the script: `ruby3.1`.
  let program: String
  /// `3.1.0`.
  let api: String
  /// `x86_64-linux-gnu`.
  let platform: String

  var text: String {
    let libraries = [
      "lib/ruby/vendor_ruby", "lib/\(platform)/ruby/vendor_ruby/\(api)", "lib/ruby/\(api)", "lib/\(platform)/ruby/\(api)",
    ]
    let gems = ["lib/ruby/gems/\(api)", "share/rubygems-integration/\(api)", "share/rubygems-integration/all"]
    return """
      #!/bin/sh
      root=\(quoted)
      export LD_LIBRARY_PATH="$root/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
      export RUBYLIB="\(joined(libraries))${RUBYLIB:+:$RUBYLIB}"
      export GEM_HOME="${GEM_HOME:-$root/lib/ruby/gems/\(api)}"
      export GEM_PATH="${GEM_PATH:-\(joined(gems))}"
      exec "$root/bin/\(program)" "$@"

      """
  }

  private var quoted: String { "'" + root.replacing("'", with: "'\\''") + "'" }
  private func joined(_ paths: [String]) -> String { paths.map { "$root/\($0)" }.joined(separator: ":") }
}
