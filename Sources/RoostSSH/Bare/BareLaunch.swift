import RoostModel

/// What a host's own shell is told for one process: a script that says first whether the command is there, and is left behind
/// to write down how it ended. Pure.
struct BareLaunch {
  /// Every process of it has this among its variables, with ``name``.
  static let mark = "ROOST_PROCESS"

  var process: ProcessSpec
  /// As the host has it.
  var workingDirectory: String
  var variables: [String: String]
  /// Of nobody else on that host.
  var name: String
  /// The environment's directory there.
  var directory: String

  /// Values stand between single quotes, in which nothing but another one means anything. It goes there as a file: no shell
  /// but `sh` reads it.
  var script: String {
    let words = ([process.command] + process.arguments).map(BareLaunch.quoted).joined(separator: " ")
    let command = BareLaunch.quoted(process.command)
    var lines = variables.sorted { $0.key < $1.key }.map { "export \($0.key)=\(BareLaunch.quoted($0.value))" }
    lines += [
      "cd \(BareLaunch.quoted(workingDirectory)) 2>/dev/null || exit 5",
      "if [ \"$1\" = check ]; then",
      process.command.contains("/")
        ? "  [ -d \(command) ] && exit 7; [ -x \(command) ] && exit 0; [ -e \(command) ] && exit 7; exit 6"
        : "  command -v \(command) >/dev/null && exit 0; exit 6",
      "fi",
      "rm -f \(BareLaunch.quoted(path("run")))", "trap : HUP INT QUIT TERM USR1 USR2",
      // What the shell itself says about an end is none of the program's errors.
      "exec 4>&2 2>/dev/null",
      "export \(BareLaunch.mark)=\(name)", "echo $$ > \(BareLaunch.quoted(path("pid")))", "(exec \(words) 2>&4 4>&-)", "s=$?",
      "echo $s > \(BareLaunch.quoted(path("exit")))", "rm -f \(BareLaunch.quoted(path("pid")))", "exit $s",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func path(_ kind: String) -> String { "\(directory)/\(kind).\(name)" }

  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
