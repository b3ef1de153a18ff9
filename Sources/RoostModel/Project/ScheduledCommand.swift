/// A command line that an app wants to be run again and again.
package struct ScheduledCommand: Codable, Sendable, Equatable {
  package var name: String
  package var cron: CronSchedule
  package var command: String

  package init(name: String, cron: CronSchedule, command: String) {
    self.name = name
    self.cron = cron
    self.command = command
  }
}
