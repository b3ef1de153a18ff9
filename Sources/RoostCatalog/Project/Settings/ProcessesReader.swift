import RoostModel

/// Reads `processes` and `schedules`.
enum ProcessesReader {
  private static let most = 100

  static func processes(_ reader: ObjectReader) throws(DocumentFault) -> [String: String] {
    let processes = try reader.textMap("processes")
    guard processes.count <= most else { throw reader.fault("processes", "more than \(most) processes") }
    for (name, command) in processes.sorted(by: { $0.key < $1.key }) {
      guard isName(name) else {
        throw reader.fault("processes", "'\(name.prefix(40))' is not the name of a process: use a-z, A-Z, 0-9, '_' and '-'")
      }
      if name == "web" { throw reader.fault("processes", "'web' is the app itself: say how it starts with 'start'") }
      if name == "release" { throw reader.fault("processes", "'release' has a key of its own: 'release'") }
      guard !command.trimmed.isEmpty else { throw reader.fault("processes", "'\(name)' has no command") }
    }
    return processes.mapValues(\.trimmed)
  }

  static func schedules(_ reader: ObjectReader) throws(DocumentFault) -> [ScheduledCommand] {
    guard let node = reader.value("schedules") else { return [] }
    guard let members = node.members else {
      throw reader.fault("schedules", "expected a table of names, found \(node.kind)")
    }
    guard members.count <= most else { throw reader.fault("schedules", "more than \(most) schedules") }
    var schedules: [ScheduledCommand] = []
    for member in members {
      guard isName(member.key) else {
        throw reader.fault("schedules", "'\(member.key.prefix(40))' is not a name: use a-z, A-Z, 0-9, '_' and '-'")
      }
      let item = try ObjectReader(member.value, file: reader.file, knownKeys: ["cron", "command"])
      schedules.append(try schedule(item, named: member.key))
    }
    return schedules
  }

  private static func schedule(_ item: ObjectReader, named name: String) throws(DocumentFault) -> ScheduledCommand {
    let text = try item.requiredText("cron")
    let command = try item.requiredText("command").trimmed
    guard !command.isEmpty else { throw item.fault("command", "is empty") }
    do throws(CronFault) {
      return ScheduledCommand(name: name, cron: try CronSchedule(text), command: command)
    } catch {
      throw item.fault("cron", "'\(text.prefix(60))' \(error.sentence)")
    }
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 40 && name.utf8.allSatisfy { ASCII.isWord($0) || $0 == UInt8(ascii: "-") }
  }
}
