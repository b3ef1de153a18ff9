import Logging
import RoostEnvironments
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

extension AppServices {
  private var gatewayPorts: GatewayPorts { GatewayPorts(http: configuration.gatewayPort, https: gateway.boundTLSPort) }

  /// Of what serves an app, or works beside it.
  func links(_ given: GivenVariables, _ plan: Plan) -> AppLinks {
    AppLinks(addresses: given.runAddresses, gateway: gatewayPorts, target: plan.target, ownPort: plan.port)
  }

  func linksOfBuilds(_ given: GivenVariables) -> AppLinks { AppLinks(addresses: given.buildAddresses, gateway: gatewayPorts) }

  /// Lets what runs in a booted environment reach the apps it was given the addresses of, until the environment ends. Its agent
  /// listens from the boot on; this is who answers.
  func openDoors(of environment: any Environment, for app: AppName) async {
    guard let access = environment.spec.gateway, !access.apps.isEmpty else { return }
    let guest = GatewayGuest(app, reaching: Set(access.apps))
    var doors: [GatewayDoor] = []
    for port in access.ports {
      do throws(Problem) {
        switch try await environment.gatewayListener(on: port.number) {
        case .descriptor(let descriptor):
          doors.append(await gateway.openDoor(descriptor, isSecure: port.isSecure, for: guest))
        }
      } catch {
        logger.warning(
          "an app does not reach others at a port of the gateway",
          metadata: ["app.name": "\(app)", "gateway.port": "\(port.number)", "problem": "\(error)"])
      }
    }
    let events = await environment.events()
    jobs.add { [doors] in
      for await event in events { if case .state(let state) = event, state.isOver || state == .destroying { break } }
      // An open one keeps the environment's network.
      for door in doors { door.close() }
    }
  }
}
