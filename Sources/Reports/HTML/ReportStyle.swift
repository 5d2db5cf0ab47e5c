/// The style sheet of report pages; nothing is fetched from anywhere.
enum ReportStyle {
  /// Readable on a telephone, in the dark and on paper.
  static let sheet = """
    :root{--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--paper:#fff;--band:#f6f8fa;--error:#b42318;
    --errorband:#fdecea;--warning:#8a5a00;--warningband:#fff6e0;--info:#1f5f99;--infoband:#eaf3fb;
    --good:#1a6b3c;--accent:#a4161a;--h1:#fdf3f1;--h2:#fae3df;--h3:#f4cdc6;--h4:#ecb2a8;--h5:#e08e80}
    @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--line:#3d444d;
    --paper:#0d1117;--band:#161b22;--error:#ff8a80;--errorband:#3b1714;--warning:#f0c060;
    --warningband:#352a10;--info:#8ec5ff;--infoband:#10263b;--good:#7ee2a8;--accent:#ff8a80;
    --h1:#2a1614;--h2:#3b1c18;--h3:#50231d;--h4:#682c24;--h5:#83382e}}
    *{box-sizing:border-box}
    [hidden]{display:none!important}
    body{margin:0;background:var(--paper);color:var(--ink);line-height:1.6;
    font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
    main{max-width:1280px;margin:0 auto;padding:1.2rem}
    h1{font-size:1.5rem;line-height:1.3;border-bottom:3px solid var(--accent);padding-bottom:.4rem;margin-top:.4rem}
    h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem;margin:1.4rem 0 .4rem;color:var(--accent)}
    a{color:var(--info)}:focus-visible{outline:3px solid var(--info);outline-offset:1px}
    .skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;background:var(--paper);padding:.5rem}
    nav{display:flex;flex-wrap:wrap;gap:.3rem .9rem;font-size:.92rem}
    nav a{padding:.3rem 0}
    .cards{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;margin:.8rem 0;list-style:none}
    .cards li{flex:1 1 8rem;border:1px solid var(--line);border-radius:6px;padding:.5rem .9rem;
    background:var(--band)}
    .cards b{display:block;font-size:1.5rem;line-height:1.4;font-variant-numeric:tabular-nums}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:.92rem}
    th,td{border:1px solid var(--line);padding:.35rem .55rem;text-align:left;vertical-align:top}
    thead th{background:var(--band);position:sticky;top:0;z-index:1}
    td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .wide{width:auto;min-width:50%}
    .wide tbody th,.wide tfoot th{font-weight:400;position:sticky;left:0;background:var(--paper);min-width:9em}
    .wide thead th{text-align:center;vertical-align:middle;min-width:3.6em}
    .wide thead th:first-child{left:0;z-index:2}
    .wide tfoot th,.wide tfoot td{font-weight:700;background:var(--band)}
    .h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}.h4{background:var(--h4)}
    .h5{background:var(--h5)}
    .mark{white-space:nowrap;font-weight:600}
    .error .mark{color:var(--error)}.warning .mark{color:var(--warning)}.info .mark{color:var(--info)}
    .error td.mark{background:var(--errorband)}.warning td.mark{background:var(--warningband)}
    .info td.mark{background:var(--infoband)}
    #findings td{overflow-wrap:anywhere}#findings td:last-child{white-space:nowrap}
    #findings td:nth-child(5){min-width:16em}#findings td:nth-child(2){min-width:13em}
    #findings td:nth-child(4),#findings td:nth-child(6),#findings td:nth-child(7){min-width:9em}
    #findings td:nth-child(1),#findings td:nth-child(3){min-width:4em}td.brief{white-space:nowrap}
    .filters{display:flex;flex-wrap:wrap;gap:.6rem;margin:.8rem 0;align-items:center}
    .filters label{padding:.3rem 0}
    .filters input[type=search],.filters select{flex:1 1 14rem;min-width:0;padding:.5rem .6rem;
    border:1px solid var(--line);border-radius:4px;background:var(--paper);color:var(--ink);font:inherit}
    .filters input[type=checkbox]{width:1.1rem;height:1.1rem;vertical-align:-.15rem}
    .soft{color:var(--soft);font-size:.88rem}h1+.soft{word-break:keep-all;overflow-wrap:anywhere}
    .bar{display:block;width:100%;min-width:5rem;height:.8rem;border:1px solid var(--line)}
    .bar rect{fill:var(--good)}
    figure{display:inline-block;width:min(100%,37rem);margin:1rem 0;padding-right:1rem;vertical-align:top}svg{width:100%;height:auto}
    svg text{fill:var(--ink);font-size:11px}svg .title{font-size:13px;font-weight:600}
    svg .value{fill:var(--soft);font-size:10px}svg .axis{stroke:var(--line)}
    svg .grid{fill:none;stroke:var(--line)}svg .area{fill:#b23a2e;fill-opacity:.25;stroke:#b23a2e;stroke-width:2}
    @media(max-width:640px){main{padding:.8rem}h1{font-size:1.25rem}
    figure{padding-right:0}.cards li{flex:1 1 40%}.cards b{font-size:1.25rem}
    .wide tbody th,.wide tfoot th{min-width:6.5em;max-width:6.5em;font-size:.82rem}
    table.stack thead{position:absolute;left:-99rem}table.stack,table.stack tbody{display:block}
    table.stack tr{display:block;margin-bottom:.8rem;border:1px solid var(--line);border-radius:6px;overflow:hidden}
    table.stack td{display:block;border:0;padding:.25rem .7rem}
    #findings td:nth-child(n){min-width:0}table.stack td:empty{display:none}
    table.stack td::before{content:attr(data-label)"：";color:var(--soft)}
    table.stack td.mark::before{content:""}}
    @page{size:A4 landscape;margin:12mm}
    @media print{:root{--ink:#000;--soft:#444;--line:#888;--paper:#fff;--band:#f2f2f2;--error:#8c1a12;
    --errorband:#fff;--warning:#6b4600;--warningband:#fff;--info:#174a78;--infoband:#fff;--accent:#8c1a12;
    --h1:#fdf3f1;--h2:#fae3df;--h3:#f4cdc6;--h4:#ecb2a8;--h5:#e08e80}
    .filters,nav,.skip{display:none}main{max-width:none;padding:0}
    body{font-size:10.5pt;line-height:1.45;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    h1{font-family:"方正小标宋简体","Noto Serif CJK SC",SimSun,serif;text-align:center;border:0}
    table{font-size:9pt}.wide{width:100%;font-size:8pt}th,td{padding:.2rem .3rem}
    .wide thead th,.wide tbody th,.wide tfoot th{min-width:0;position:static}
    thead th{position:static}.scroll{overflow:visible}tr,figure,.cards{break-inside:avoid}
    h2,h3{break-after:avoid}.summary section+section{break-before:page}}
    """
}
