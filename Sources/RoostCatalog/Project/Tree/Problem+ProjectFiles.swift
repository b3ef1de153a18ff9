import RoostModel

extension Problem {
  static func projectFileTooLarge(_ path: String, limit: Int) -> Problem {
    Problem(
      .projectFileRefused, "\(path) is larger than \(limit >> 10) KiB, too large to be read as a project file",
      hint: "make \(path) smaller; `ls -l \(ShellCommand.quoted(path))` shows its size")
  }

  static func projectFileUnreadable(_ path: String, _ cause: String) -> Problem {
    Problem(
      .projectFileRefused, "\(path) cannot be read",
      hint: "make it a regular file that its owner may read: chmod u+r \(ShellCommand.quoted(path))",
      cause: cause)
  }

  static func projectFileIsLink(_ path: String) -> Problem {
    let word = ShellCommand.quoted(path)
    return Problem(
      .projectFileRefused, "\(path) is a symbolic link or a special file, which Roost does not read",
      hint: "put a regular file in its place; `ls -l \(word)` shows what it is")
  }

  /// Windows shells write UTF-16, which begins with a mark.
  static func projectFileNotUTF8(_ path: String, bytes: [UInt8]) -> Problem {
    let encoding = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16" : "ISO-8859-1"
    let word = ShellCommand.quoted(path)
    return Problem(
      .projectFileRefused, "\(path) is not UTF-8 text",
      hint: "convert it: iconv -f \(encoding) -t UTF-8 \(word) > converted && mv converted \(word)")
  }
}
