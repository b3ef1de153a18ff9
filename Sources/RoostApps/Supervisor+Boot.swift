import Logging
import RoostModel
import RoostStore

extension Supervisor {
  /// Starts the apps that should run and do not, those first that others wait for.
  func startApps() async {
    var needs: [AppName: [AppName]] = [:]
    for supervisor in all {
      if let wanted = await supervisor.bootNeeds { needs[await supervisor.app.name] = wanted }
    }
    let order = BootOrder(needs)
    if !order.circle.isEmpty {
      services.logger.warning(
        "apps wait for each other", metadata: ["apps": "\(order.circle.map(\.text).joined(separator: ", "))"])
    }
    for level in order.levels + (order.circle.isEmpty ? [] : [order.circle]) {
      await withTaskGroup(of: Void.self) { group in
        for name in level {
          guard let supervisor = try? supervisor(of: name) else { continue }
          group.addTask { await supervisor.startAtBoot() }
        }
      }
    }
  }
}

extension AppSupervisor {
  /// Which apps it wants to have before it; `nil` for one that is not to be started.
  var bootNeeds: [AppName]? {
    guard awaitsBoot else { return nil }
    if plan?.startsWithMachine == false {
      awaitsBoot = false
      isLeftToPeople = true
      hide(
        .stopped,
        because: Problem(
          .appNotRunning, "\(app.name) is not started with the machine", hint: "start it: roost app start \(app.name)"))
      return nil
    }
    return plan?.startsAfter ?? []
  }

  /// Returns when it serves, or did not start and is tried again later.
  func startAtBoot() async {
    awaitsBoot = false
    await startAgain()
  }
}
