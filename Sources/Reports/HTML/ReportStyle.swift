/// What a report page needs besides its content; one file, nothing fetched from anywhere.
enum ReportStyle {
  /// The style sheet: readable on a telephone, in the dark and on paper.
  static let sheet = """
    :root{--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--paper:#fff;--band:#f6f8fa;--error:#b42318;
    --errorband:#fdecea;--warning:#8a5a00;--warningband:#fff6e0;--info:#1f5f99;--infoband:#eaf3fb;
    --good:#1a6b3c;--accent:#a4161a}
    @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--line:#3d444d;
    --paper:#0d1117;--band:#161b22;--error:#ff8a80;--errorband:#3b1714;--warning:#f0c060;
    --warningband:#352a10;--info:#8ec5ff;--infoband:#10263b;--good:#7ee2a8;--accent:#ff8a80}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);line-height:1.6;
    font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
    main{max-width:1080px;margin:0 auto;padding:1.2rem}
    h1{font-size:1.5rem;border-bottom:3px solid var(--accent);padding-bottom:.4rem}
    h2{font-size:1.15rem;margin-top:2rem}
    .cards{display:flex;flex-wrap:wrap;gap:.8rem;padding:0;list-style:none}
    .cards li{flex:1 1 8rem;border:1px solid var(--line);border-radius:6px;padding:.6rem .9rem;
    background:var(--band)}
    .cards b{display:block;font-size:1.6rem}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:.92rem}
    th,td{border:1px solid var(--line);padding:.35rem .55rem;text-align:left;vertical-align:top}
    th{background:var(--band);position:sticky;top:0}
    td.number{text-align:right;font-variant-numeric:tabular-nums}
    .mark{white-space:nowrap;font-weight:600}
    .error .mark{color:var(--error)}.warning .mark{color:var(--warning)}.info .mark{color:var(--info)}
    .error td{background:var(--errorband)}.warning td{background:var(--warningband)}
    .info td{background:var(--infoband)}
    .filters{display:flex;flex-wrap:wrap;gap:.6rem;margin:.8rem 0;align-items:center}
    .filters input[type=search]{flex:1 1 14rem;padding:.4rem .6rem;border:1px solid var(--line);
    border-radius:4px;background:var(--paper);color:var(--ink);font-size:1rem}
    .soft{color:var(--soft);font-size:.88rem}
    .bar{background:var(--band);border:1px solid var(--line);height:.9rem;min-width:6rem}
    .bar span{display:block;height:100%;background:var(--good)}
    @media(max-width:640px){table.stack thead{display:none}
    table.stack tr{display:block;margin-bottom:.8rem;border:1px solid var(--line)}
    table.stack td{display:block;border:0}
    table.stack td::before{content:attr(data-label)"：";color:var(--soft)}}
    @media print{.filters{display:none}main{max-width:none;padding:0}tr{break-inside:avoid}
    th{position:static}}
    """

  /// Filters the findings by words and by severity.
  static let script = """
    (function(){
    var search=document.getElementById('search'),boxes=document.querySelectorAll('.filters input[type=checkbox]'),
    rows=document.querySelectorAll('#findings tbody tr'),count=document.getElementById('shown');
    function show(){var words=search.value.trim().toLowerCase().split(/\\s+/),on={},n=0;
    boxes.forEach(function(b){on[b.value]=b.checked});
    rows.forEach(function(r){var t=r.textContent.toLowerCase(),ok=on[r.className]!==false&&
    words.every(function(w){return t.indexOf(w)>=0});r.hidden=!ok;if(ok)n++});
    if(count)count.textContent=n}
    if(search){search.addEventListener('input',show);boxes.forEach(function(b){b.addEventListener('change',show)});show()}
    })();
    """
}
