import Basics
import Lessons

/// A question to a running sitting, as it travels over the control socket.
enum ControlRequest: Sendable, Hashable, Codable {
  case record(CommandEntry)
  case prompt(machine: Machine.ID, status: Int32, patience: Patience)
  case check(step: Int?)
  case hint(step: Int?)
  case solution(step: Int?)
  case reset(step: Int?)
  case status
  case machine(id: Machine.ID)
  case route(host: String, port: Int, machine: Machine.ID)
  case service(action: ServiceAction, machine: Machine.ID)
  case own(OwnNote)
}

/// What comes back.
enum ControlReply: Sendable, Hashable, Codable {
  case done
  case prompt(PromptReply)
  case events([SittingEvent])
  case status(SittingStatus)
  case machine(MachineAddress)
  case route(Route)
  case service(ServiceOutcome?)
  case own(OwnReport?)
  case failure(ControlFailure)
}

/// An error of the sitting's, told to whoever asked, in both languages.
package struct ControlFailure: UserFacingError, Hashable, Codable {
  package let summary: Phrase
  package let remedy: Phrase?
  private let code: Int32

  package var exitCode: ExitCode { ExitCode(rawValue: code) ?? .undetermined }

  init(_ error: any Error) {
    let known = error as? any UserFacingError
    summary = known?.summary ?? Phrase(verbatim: "\(error)")
    remedy = known?.remedy
    code = (known?.exitCode ?? .undetermined).rawValue
  }
}
