import Logging
package import RoostModel
import RoostStore
import RoostSystem

extension Supervisor {
  /// What a forge is told before its body is read; `nil` when it is to be read.
  package func screen(_ head: HookHead) async -> HookAnswer? {
    guard let name = try? AppName(head.app), let supervisor = try? supervisor(of: name) else { return .unknown }
    return await supervisor.app.webhook == nil ? .unknown : nil
  }

  /// Answers a forge at once; what is to be deployed is deployed beside.
  package func receive(_ delivery: HookDelivery) async -> HookAnswer {
    guard let name = try? AppName(delivery.app), let supervisor = try? supervisor(of: name) else { return .unknown }
    do throws(Problem) {
      let (answer, deploys) = try await supervisor.judge(delivery)
      if deploys { pull(name, because: "a push") }
      return answer
    } catch {
      services.logger.error("a webhook failed", metadata: ["app.name": "\(name)", "problem": "\(error)"])
      return HookAnswer(500, "the daemon could not look at it")
    }
  }

  /// Fetches and deploys an app's source. Of pushes that come meanwhile the last is what counts: its head is fetched once more.
  func pull(_ name: AppName, because reason: String) {
    guard pulls.insert(name) else { return }
    let services = services
    services.jobs.add { [weak self] in
      repeat {
        guard let self else { return }
        await self.pullOnce(name, because: reason)
      } while await self?.goesOn(name) == true
    }
  }

  private func goesOn(_ name: AppName) -> Bool { pulls.next(name) }

  private func pullOnce(_ name: AppName, because reason: String) async {
    let (logger, events) = (services.logger, services.events)
    logger.info("deploying after \(reason)", metadata: ["app.name": "\(name)"])
    let request = DeployRequest(directory: "", name: name.text, installsRuntimes: false)
    let before = await newestDeployment(of: name)
    do throws(Problem) {
      let result = try await whenFree { () async throws(Problem) in
        try await self.deploy(request) { _ in }
      }
      let metadata: Logger.Metadata = ["app.name": "\(name)", "release": "\(result.release)"]
      if result.alreadyLive == true {
        logger.info("serves already", metadata: metadata)
      } else {
        logger.info("deployed", metadata: metadata)
      }
    } catch {
      logger.error("deploying after \(reason) failed", metadata: ["app.name": "\(name)", "problem": "\(error)"])
      events.add(.appState, subject: name.text, text: "deploying \(name) after \(reason) failed: \(error.message)")
      // What could not even be fetched is in no journal yet, and nobody watched.
      if let supervisor = try? supervisor(of: name), await newestDeployment(of: name) == before {
        await supervisor.writeDown(error, of: request)
      }
    }
  }

  private func newestDeployment(of name: AppName) async -> Int? {
    guard let supervisor = try? supervisor(of: name) else { return nil }
    return try? await supervisor.deployments().first?.number
  }

  /// Somebody else may be deploying the app: asks again for as long as that can take.
  private func whenFree(_ body: () async throws(Problem) -> DeployResult) async throws(Problem) -> DeployResult {
    let deadline = ContinuousClock.now + services.configuration.buildTimeout
    while true {
      do throws(Problem) {
        return try await body()
      } catch {
        guard error.code == .appBusy, ContinuousClock.now < deadline else { throw error }
        do { try await ContinuousClock().sleep(for: .seconds(2)) } catch {
          throw Problem.unexpected(error, during: "waiting for the app")
        }
      }
    }
  }
}

/// Apps that are being pulled, and those to be pulled once more then.
struct PullQueue {
  private var running: Set<AppName> = []
  private var again: Set<AppName> = []

  /// `true` when nobody is at it.
  mutating func insert(_ name: AppName) -> Bool {
    if running.insert(name).inserted { return true }
    again.insert(name)
    return false
  }

  /// After one has ended: whether there is more to do.
  mutating func next(_ name: AppName) -> Bool {
    if again.remove(name) != nil { return true }
    running.remove(name)
    return false
  }
}
