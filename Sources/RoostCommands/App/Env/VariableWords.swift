import Dispatch
import Glibc
import RoostModel

/// `NAME=value`, `NAME=-` and `NAME` of a command line.
struct VariableWords {
  let console: Console

  /// In the order they were given; each name once.
  func read(_ words: [String]) async throws(Problem) -> [DotEnv.Entry] {
    var entries: [DotEnv.Entry] = []
    var readsInput = false
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = try VariableName(parts[0])
      let value: String
      if parts.count == 1 {
        value = try await asked(name)
      } else if parts[1] == "-" {
        guard !readsInput else {
          throw Problem(.usageInvalid, "only one variable can be all of standard input", hint: "set the other one by itself")
        }
        readsInput = true
        value = try await input(name)
      } else {
        value = parts[1]
      }
      try VariableLimits.check(value, of: name)
      entries.removeAll { $0.name == name }
      entries.append(DotEnv.Entry(name: name, value: value))
    }
    return entries
  }

  private func asked(_ name: VariableName) async throws(Problem) -> String {
    guard let line = await HiddenLine.read("\(name): ", console: console), !line.isEmpty else {
      throw Problem(.usageInvalid, "\(name) got no value", hint: "type it, pipe it in, or write \(name)=VALUE")
    }
    return line
  }

  /// Without the end of its last line, which editors and `echo` add.
  private func input(_ name: VariableName) async throws(Problem) -> String {
    var bytes = try await VariableInput.read("-")
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(.variableInvalid, "what \(name) is given is not UTF-8", hint: "encode it: base64 < FILE")
    }
    return text
  }
}

/// A file, or standard input.
enum VariableInput {
  static func read(_ file: String) async throws(Problem) -> [UInt8] {
    let result: Result<[UInt8], Problem> = await withCheckedContinuation { continuation in
      DispatchQueue(label: "roost.input").async {
        continuation.resume(returning: Result { () throws(Problem) in try contents(file) })
      }
    }
    return try result.get()
  }

  private static func contents(_ file: String) throws(Problem) -> [UInt8] {
    guard file != "-" else { return try all(of: STDIN_FILENO, file) }
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Problem(
        .usageInvalid, "\(file) cannot be read: \(String(cString: strerror(errno)))", hint: "name a file, or - for standard input"
      )
    }
    defer { close(descriptor) }
    return try all(of: descriptor, file)
  }

  private static func all(of descriptor: Int32, _ file: String) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count <= DotEnv.longest {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Problem(
          .usageInvalid, "\(file) cannot be read: \(String(cString: strerror(errno)))",
          hint: "name a file, or - for standard input")
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
