import ArgumentParser
import Foundation

/// The command `taizhang`.
struct Taizhang: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "taizhang",
    abstract: words(
      "台账工具：读懂、检查、更正、汇总党务台账（Excel、CSV）",
      "reads, checks, corrects and summarises office ledgers (Excel, CSV)"),
    discussion: words(
      """
      例：
        taizhang inspect 名册.xlsx              看看这个文件里有什么
        taizhang check 台账/                    检查一个文件夹的台账
        taizhang fix 名册.xlsx -o 名册-更正.xlsx  改正能放心改的，标出要人看的
        taizhang summarize 台账/ -o 汇总.xlsx --period 2025
      """,
      """
      Examples:
        taizhang inspect roster.xlsx
        taizhang check ledgers/
        taizhang fix roster.xlsx -o roster-corrected.xlsx
        taizhang summarize ledgers/ -o summary.xlsx --period 2025
      """),
    version: "0.1.0",
    subcommands: [
      InspectCommand.self, CheckCommand.self, FixCommand.self, SummarizeCommand.self, TallyCommand.self,
      ConvertCommand.self,
      TemplateCommand.self, CellsCommand.self, SetCommand.self, CalculateCommand.self, CriteriaCommand.self,
      ExplainCommand.self,
      LintCommand.self, ServeCommand.self,
    ],
    defaultSubcommand: nil)
}
