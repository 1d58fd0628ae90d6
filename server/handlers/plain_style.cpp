// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_style.hpp"

namespace kongdi::server {

std::string_view plain_style() {
    return R"(*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:#F7F5EF;color:#16241F;font:17px/1.5 "PingFang SC","HarmonyOS Sans SC",
"Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:break-word;
word-wrap:break-word}
header,main{max-width:640px;margin:0 auto;padding:0 16px}
header{border-bottom:1px solid #D9D6CB}
header p{margin:0;padding:4px 0;overflow:hidden}
header a{display:inline-block;padding:10px 0;font-weight:700;text-decoration:none}
header .side{float:right;padding:10px;font-weight:400}
main{padding-bottom:48px}
a{color:#0A5546}
h1{font-size:1.4em;line-height:1.3;margin:20px 0 8px}
h2,legend{font-size:1.1em;line-height:1.3;font-weight:700;margin:0;padding:0}
p{margin:8px 0}
.hint{color:#3A4943;font-size:.88em}
.card{display:block;margin:12px 0;padding:16px;border:1px solid #D9D6CB;border-radius:16px;
background:#fff;min-width:0}
a.card{text-decoration:none;color:#16241F}
a.card strong{display:block;font-size:1.1em;line-height:1.3;color:#0A5546}
fieldset.card legend{float:left;width:100%;margin-bottom:4px}
legend+*{clear:both}
.button{display:block;width:100%;min-height:56px;margin:12px 0;padding:14px 16px;border:0;
border-radius:14px;background:#0A5546;color:#fff;font:inherit;font-weight:700;line-height:1.5;
text-align:center;text-decoration:none;cursor:pointer;-webkit-appearance:none;appearance:none}
.quiet{background:#fff;color:#0A5546;border:2px solid #0A5546;padding:12px 14px}
.danger{background:#fff;color:#A61B1B;border:2px solid #A61B1B;padding:12px 14px}
label.tick{display:block;position:relative;min-height:48px;padding:11px 8px 11px 40px;
border-top:1px solid #E9E6DC;cursor:pointer}
.tick input{position:absolute;left:4px;top:12px;width:24px;height:24px;margin:0;
accent-color:#0A5546}
label.row{display:block;padding:8px 0;border-top:1px solid #E9E6DC}
label.row:after{content:"";display:block;clear:both}
.type,select,textarea{display:block;width:100%;min-height:48px;margin:4px 0 8px;padding:8px 12px;
border:2px solid #6B7A73;border-radius:10px;background:#fff;color:#16241F;font:inherit}
.short{display:inline-block;width:8em;margin-right:8px}
textarea{min-height:120px}
input[type=file]{display:block;width:100%;min-height:48px;margin:8px 0;padding:8px 0;font:inherit}
:focus{outline:3px solid #B45F06;outline-offset:2px}
.map{display:block;width:288px;height:320px;margin:12px auto;padding:0;border:1px solid #6B7A73;
border-radius:16px;background:#F0EDE5}
.pad{max-width:288px;margin:0 auto;overflow:hidden}
.pad .gap{float:left;width:33.33%;height:1px}
.part{margin:8px 0 0;padding:0;border:0;min-width:0}
.part legend{font-size:1em;font-weight:400}
.pad button{float:left;width:33.33%;min-height:52px;padding:4px 2px;border:2px solid #F7F5EF;
border-radius:14px;background:#E3F0EB;color:#0A5546;font:inherit;font-weight:700;line-height:1.3;
cursor:pointer}
.card .map{max-width:100%;height:auto}
.wrong{margin:12px 0;padding:12px 16px;border:2px solid #A61B1B;border-radius:16px;background:#fff}
.error{margin:4px 0;color:#A61B1B;font-weight:700}
.error:before{content:"! "}
.wrong ul,.list{margin:4px 0;padding:0 0 0 20px}
.wrong a{color:#A61B1B}
.number{font-size:2.1em;line-height:1.3;font-weight:700;color:#0A5546;margin:4px 0}
.state{display:inline-block;padding:0 10px;border-radius:8px;background:#E3F0EB;color:#0A5546}
.note{padding:8px 12px;border-radius:10px;background:#FCEFD9;color:#7A4004}
dt{color:#3A4943;font-size:.88em}
dd{margin:0 0 8px}
.counts{width:100%;border-collapse:collapse}
.counts th{width:45%;padding:6px 8px 6px 0;text-align:left;font-weight:400}
.counts .count{padding-left:8px;text-align:right;white-space:nowrap}
meter{display:block;width:100%;height:16px}
.facts{overflow:hidden;margin:12px -4px}
.facts div{float:left;width:50%;padding:4px}
.facts strong{font-size:1.3em}
.facts span{color:#3A4943;font-size:.88em}
.chart{display:block;width:100%;height:auto}
.wide{overflow-x:auto;margin:8px 0}
.rows{width:100%;border-collapse:collapse;font-size:.88em}
.rows th,.rows td{padding:6px 8px 6px 0;border-bottom:1px solid #D9D6CB;text-align:left;
font-weight:400;vertical-align:top}
.rows thead th{color:#3A4943;border-color:#44544E}
.rows .count{text-align:right}
@page{size:A4;margin:15mm}
@media print{body{background:#fff;font-size:11pt}header,.no-print{display:none}
.card,.rows tr,.chart,.facts div{break-inside:avoid}h2{break-after:avoid}.wide{overflow:visible}
header,main{max-width:none;padding:0}thead{display:table-header-group}}
@media(min-width:480px){.facts div{width:25%}
label.row select{float:right;width:48%;margin:0}}
)";
}

}  // namespace kongdi::server
