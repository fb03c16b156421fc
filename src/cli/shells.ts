/** The scripts that ask `azure-hadr complete` while somebody types. */

export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/**
 * What is typed is never run, names of files are offered where a file fits, and bash-completion need not be installed.
 * Bash breaks words at `=` and takes only what comes after.
 */
const bash = `# bash completion for azure-hadr: source it, or save it as ~/.local/share/bash-completion/completions/azure-hadr
_azure_hadr() {
    local line="\${COMP_LINE:0:COMP_POINT}" value rest part
    local -a words
    read -r -a words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    part="\${words[\${#words[@]} - 1]##*=}"
    COMPREPLY=()
    while IFS=$'\\t' read -r value rest; do
        if [[ $value == :4 ]]; then
            type compopt >/dev/null 2>&1 && compopt +o default
        elif [[ $value != :* && $value == "$part"* ]]; then
            COMPREPLY+=("$value")
        fi
    done < <(azure-hadr complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -o default -F _azure_hadr azure-hadr
`;

/** Prints the script of a shell. All but that of bash are the library's, which is loaded only here. */
export async function printScript(shell: Shell): Promise<void> {
  if (shell === "bash") {
    process.stdout.write(bash);
    return;
  }
  const { script } = await import("@bomb.sh/tab");
  script(shell, "azure-hadr", "azure-hadr");
}
