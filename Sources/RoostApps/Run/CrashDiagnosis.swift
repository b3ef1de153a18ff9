import RoostModel

/// What an end points at, read from how a process ended and what it wrote last. Pure.
struct CrashDiagnosis {
  let app: AppName
  let exit: ExitReason
  let lines: [String]
  /// Its limits, where they are known.
  var openFiles: Int?
  var processes: Int?

  /// The likeliest first.
  var hints: [String] {
    var hints = byExit
    for line in lines.reversed().prefix(CrashDiagnosis.linesRead) {
      guard let hint = hint(in: line), !hints.contains(hint) else { continue }
      hints.append(hint)
      if hints.count == CrashDiagnosis.most { break }
    }
    return hints
  }

  private static let most = 3
  private static let linesRead = 60

  private var byExit: [String] {
    switch exit {
    case .outOfMemory: ["it reached its memory limit: raise it in roost.yml, `limits: {memory: 512M}`, or let it need less"]
    case .exited(126), .exited(127):
      ["its start command, or a program it starts, is not there: name what it needs in roost.yml, `runtimes: {python: \"3\"}`"]
    case .signaled(11), .signaled(6), .signaled(4), .signaled(7), .signaled(8):
      ["it broke in native code: look for a library that was built for another system or version"]
    case .exited(0): ["it ended by itself without an error: a start command must stay, and run in the foreground"]
    default: []
    }
  }

  private func hint(in line: String) -> String? {
    if line.contains("EADDRINUSE") || line.contains("Address already in use") || line.contains("address already in use") {
      return
        "a port it wants is taken by another of its own processes, or is the gateway's, by which it reaches other apps: start one "
        + "server only, on PORT"
    }
    if let hint = limitHint(in: line) { return hint }
    if let module = CrashDiagnosis.module(in: line) {
      return "it needs '\(module)', which is not installed: add it to the project's dependencies and deploy again"
    }
    if let variable = CrashDiagnosis.variable(in: line) {
      return "it needs the variable \(variable): roost app env set \(app) \(variable)=VALUE"
    }
    if line.contains("ENOSPC") || line.contains("No space left on device") {
      return "the disk, or its share of it, is full: free space, or raise `limits: {disk: 2G}` in roost.yml"
    }
    if line.contains("EROFS") || line.contains("Read-only file system") || line.contains("EACCES")
      || line.contains("PermissionError") || line.contains("Permission denied")
    {
      return "it writes or reads where it may not: what must stay belongs below ROOST_DATA_DIR"
    }
    if line.contains("ECONNREFUSED") || line.contains("Connection refused") || line.contains("could not connect to server") {
      return "something it connects to does not answer: look whether that runs, and where it is told to find it"
    }
    return nil
  }

  private func limitHint(in line: String) -> String? {
    if line.contains("EMFILE") || line.contains("Too many open files") || line.contains("too many open files") {
      let limit = openFiles.map { " of \($0)" } ?? ""
      return
        "too many open files: it came to the limit\(limit) of one process. Close what is not needed any more, or allow more: "
        + "roost app limits \(app) --open-files NUMBER"
    }
    if line.contains("fork: Resource temporarily unavailable") || line.contains("Cannot fork") || line.contains("fork: retry")
      || line.contains("can't start new thread") || line.contains("pthread_create failed") || line.contains("spawn EAGAIN")
    {
      let limit = processes.map { " of \($0)" } ?? ""
      return "too many processes and threads: it came to its limit\(limit). Let it start fewer, or allow more: "
        + "roost app limits \(app) --processes NUMBER"
    }
    return nil
  }

  /// The name between quotes behind one of the words by which languages miss a module.
  static func module(in line: String) -> String? {
    for words in ["Cannot find module ", "Cannot find package ", "No module named ", "cannot load such file -- "] {
      guard let found = line.firstRange(of: words) else { continue }
      let name = line[found.upperBound...].drop { $0 == "'" || $0 == "\"" }
        .prefix { !$0.isWhitespace && $0 != "'" && $0 != "\"" && $0 != ")" }
      if !name.isEmpty, name.utf8.count <= 200 { return String(name) }
    }
    return nil
  }

  /// A name in capitals where a program complains of a variable.
  static func variable(in line: String) -> String? {
    let complains =
      line.contains("KeyError: ") || line.contains("KeyError (key not found: ") || line.contains("key not found: ")
      || line.contains("nvironment variable") || line.contains(" is not set") || line.contains(" is not defined in env")
    guard complains else { return nil }
    let words = line.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
    return words.first { word in
      word.count >= 3 && word.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" } && word.contains { $0.isLetter }
    }.map(String.init)
  }
}
